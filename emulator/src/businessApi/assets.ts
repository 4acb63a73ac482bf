import { picturePath } from '../numbers/pictures';
import { linkOf } from '../numbers/qrCodes';
import { sampleFiles, samplePath } from '../sampleFiles';
import type { State } from '../state';
import type { GroupView, QrCodeView, SampleView } from './types';

/** The groups of the account, with names where the emulator knows them. */
export function groupViews({ collections, phone, phones }: State): GroupView[] {
	const nameOf = ({ wa_id }: { wa_id: string }): string => phone.customers.at(wa_id)?.name ?? `+${wa_id}`;
	return [...collections.groups.values()].map((group) => ({
		id: group.id,
		subject: group.subject,
		number: phones.get(group.phoneNumberId)?.verifiedName ?? group.phoneNumberId,
		inviteLink: group.invite_link,
		needsApproval: group.join_approval_mode === 'approval_required',
		suspended: group.suspended,
		participants: group.participants.map(nameOf),
		requests: group.joinRequests.map(nameOf),
	}));
}

/** The QR codes of the account's numbers. */
export const qrCodeViews = ({ phones, seed }: State): QrCodeView[] =>
	[...phones.values()]
		.filter(({ wabaId }) => wabaId === seed.wabaId)
		.flatMap(({ qrCodes = [], verifiedName }) =>
			qrCodes.map(({ code, message }) => ({
				code,
				message,
				link: linkOf(code),
				number: verifiedName,
				picture: picturePath(code, 'SVG'),
			})),
		);

/** The files that messages can link to. @param origin that of the emulator */
export const sampleViews = (origin: string): SampleView[] =>
	sampleFiles.map(({ name, mimeType }) => ({
		name,
		path: samplePath(name),
		url: origin + samplePath(name),
		isPicture: mimeType.startsWith('image/'),
	}));
