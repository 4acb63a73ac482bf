import { InputError } from '../../shared/inputError';
import type { LinkReport } from '../../transport/types';
import { checkLinkedFile } from '../../messages/linkedFile';
import type { MediaLink } from '../../messages/types';
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
export async function checkLink(item: OperationItem, media: MediaLink): Promise<void> {
	const report = await item.graph.probe(media.link, 'HEAD');
	try {
		checkReport(media, report);
	} catch {
		// Meta fetches with GET. Some servers respond differently to HEAD, and n8n's own webhooks do not support it.
		checkReport(media, await item.graph.probe(media.link, 'GET'));
	}
}
