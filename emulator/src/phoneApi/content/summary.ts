import type { Content, Media } from '../types';

const mediaNames: Record<Media['kind'], string> = {
	image: 'Photo',
	video: 'Video',
	audio: 'Audio',
	document: 'Document',
	sticker: 'Sticker',
	gif: 'GIF',
};

/** What may stand for a message, the most telling first. */
const parts: Array<(content: Content) => string | undefined> = [
	({ text, media }) => (text && media ? `${mediaNames[media.kind]}: ${text}` : text),
	({ media }) => media && (media.kind === 'document' ? media.fileName : mediaNames[media.kind]),
	({ place }) => (place === undefined ? undefined : (place.name ?? 'Location')),
	({ contacts }) => contacts?.map(({ name }) => name).join(', '),
	({ order }) => order?.title,
	({ header }) => header?.product?.name,
	({ list }) => list?.button,
	({ products }) => products && 'Products',
	({ note }) => note,
];

/** A message in a few words, for lists and quotes. */
export function summaryOf(content: Content): string {
	for (const part of parts) {
		const words = part(content);
		if (words) return words;
	}
	return content.type;
}
