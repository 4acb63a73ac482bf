import { InputError } from '../../shared/inputError';
import { unreachableHost } from '../../shared/input/publicUrl';
import { isLoopback } from '../../shared/publicHost';
import type { LinkReport } from '../../transport/types';
import { checkLinkedFile } from '../../messages/linkedFile';
import type { MediaLink } from '../../messages/types';
import { isGraphLocal } from '../isLocalApi';
import type { OperationItem } from '../types';

/** @throws InputError when the report shows that the link cannot be sent */
function checkReport({ kind, field, link, fileName }: MediaLink, { unreachable, mimeType, size }: LinkReport): void {
	if (unreachable) {
		throw new InputError(
			field,
			(quoted) => `The file at ${quoted} cannot be fetched: ${unreachable}`,
			"Open the link in a private browser window to check it. If it works for others but not from n8n's network, turn off 'Check Media Links' under Options.",
		);
	}
	// A server that reports no type here may still send the right one to Meta.
	if (mimeType) checkLinkedFile(kind, { mimeType, size, fileName: fileName ?? new URL(link).pathname }, field);
}

/** @throws InputError when the file behind a link cannot be fetched, or when WhatsApp does not accept it */
async function checkPublicLink(item: OperationItem, media: MediaLink): Promise<void> {
	const report = await item.graph.probe(media.link, 'HEAD');
	try {
		checkReport(media, report);
	} catch {
		// Meta fetches with GET. Some servers respond differently to HEAD, and n8n's own webhooks do not support it.
		checkReport(media, await item.graph.probe(media.link, 'GET'));
	}
}

/**
 * Checks the links in a message. A link to this machine works if the Graph API is on this machine too, as the Cloud API
 * emulator is; others are requested, unless 'Check Media Links' is off.
 * @throws InputError when Meta cannot fetch a file, or WhatsApp does not accept it
 */
export async function checkLinks(item: OperationItem, links: MediaLink[]): Promise<void> {
	for (const media of links) {
		if (!isLoopback(new URL(media.link).hostname)) {
			if (item.options.checkLinks) await checkPublicLink(item, media);
		} else if (!(await isGraphLocal(item, 'whatsAppBusinessCloudApi'))) throw unreachableHost(media.field);
	}
}
