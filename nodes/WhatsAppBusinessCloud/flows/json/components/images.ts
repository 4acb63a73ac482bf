import { NUMBER, type ComponentSpec, type ImageSpec } from '../types';
import { choice, flag, image, list, required, number, object, text, type } from './build';

/** 300 kB is a recommended maximum. WhatsApp docs: Flows > Components > Image. */
const picture: ImageSpec = { maxKb: () => 300, isLimit: false, types: ['JPEG', 'PNG'] };

const scale = choice(['cover', 'contain'], { fixed: true });

export const imageComponent: ComponentSpec = {
	type: 'Image',
	perScreen: 3,
	properties: {
		type,
		src: image(picture, { required: true }),
		width: number([1, Infinity]),
		height: number([1, Infinity]),
		'scale-type': scale,
		'aspect-ratio': { type: NUMBER, range: [0, Infinity] },
		'alt-text': text(),
		visible: flag({ undocumented: true }),
	},
};

/** WhatsApp docs: Flows > Components > Image Carousel. */
export const imageCarousel: ComponentSpec = {
	type: 'ImageCarousel',
	since: 701,
	perScreen: 2,
	perFlow: 3,
	properties: {
		type,
		images: list(object({ src: image(picture, { required: true }), 'alt-text': required() }), [1, 3], {
			required: true,
		}),
		'aspect-ratio': choice(['4:3', '16:9'], { fixed: true }),
		'scale-type': scale,
		visible: flag({ undocumented: true }),
	},
};
