import { ARRAY, OBJECT, STRING, type ComponentSpec, type Node, type ValidationContext } from '../types';
import { asText } from '../values';
import { choice, flag, list, name, required, number, text, type, visibility } from './build';
import { ordered } from './options';

/** WhatsApp docs: Flows > Media upload components > DocumentPicker. */
const MIME_TYPES = [
	'application/gzip',
	'application/msword',
	'application/pdf',
	'application/vnd.ms-excel',
	'application/vnd.ms-powerpoint',
	'application/vnd.oasis.opendocument.presentation',
	'application/vnd.oasis.opendocument.spreadsheet',
	'application/vnd.oasis.opendocument.text',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/x-7z-compressed',
	'application/zip',
	'image/avif',
	'image/gif',
	'image/heic',
	'image/heif',
	'image/jpeg',
	'image/png',
	'image/tiff',
	'image/webp',
	'text/plain',
	'video/mp4',
	'video/mpeg',
];

/** A screen can have only one picker of either kind. */
function checkAlone(node: Node, { flow, screen, what }: ValidationContext): void {
	const first = screen.nodes.find(({ spec }) => spec === photoPicker || spec === documentPicker);
	if (first === undefined || first === node || first.spec === node.spec) return;
	flow.findings.add(
		'media-pickers',
		node.path,
		`${what} is on a screen with a ${asText(first.component.type)}`,
		'Put one of them on another screen',
	);
}

const picker = {
	type,
	name,
	label: required(80),
	description: text(300),
	/** In KiB; at most 25 MiB. */
	'max-file-size-kb': number([1, 25_600]),
	enabled: flag(),
	visible: visibility,
	/** One message for the component, or one per file, keyed by media ID. */
	'error-message': { type: STRING | OBJECT },
};

/** WhatsApp docs: Flows > Media upload components > PhotoPicker. */
export const photoPicker: ComponentSpec = {
	type: 'PhotoPicker',
	perScreen: 1,
	value: () => ARRAY,
	properties: {
		...picker,
		'photo-source': choice(['camera_gallery', 'camera', 'gallery'], { fixed: true }),
		'min-uploaded-photos': number([0, 30]),
		'max-uploaded-photos': number([1, 30]),
	},
	checks: [checkAlone, ordered('min-uploaded-photos', 'max-uploaded-photos')],
};

export const documentPicker: ComponentSpec = {
	type: 'DocumentPicker',
	perScreen: 1,
	value: () => ARRAY,
	properties: {
		...picker,
		'min-uploaded-documents': number([0, 30]),
		'max-uploaded-documents': number([1, 30]),
		'allowed-mime-types': list(choice(MIME_TYPES)),
	},
	checks: [checkAlone, ordered('min-uploaded-documents', 'max-uploaded-documents')],
};
