import type { Property } from './property';
import type { ImageSpec } from './types';
import { quoted } from './values';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** How files of each type start, in base64. */
const BEGINNINGS: ReadonlyArray<['JPEG' | 'PNG' | 'WebP' | 'GIF' | 'SVG' | 'BMP', RegExp]> = [
	['JPEG', /^\/9j\//],
	['PNG', /^iVBORw0KGg/],
	['WebP', /^UklGR/],
	['GIF', /^R0lGOD/],
	['SVG', /^(?:PHN2Zy|PD94bWwg)/],
	['BMP', /^Qk[0-3]/],
];

/**
 * Checks an image embedded in the JSON. WhatsApp docs: Flows > Components > Image, and the limits of each component.
 */
export function checkImage(property: Property, text: string, image: ImageSpec): void {
	const { place, path } = property;
	const { findings, version } = place.flow;
	const base64 = text.startsWith('data:') ? text.slice(text.indexOf(',') + 1) : text;
	if (!BASE64.test(base64)) {
		findings.add(
			'image-base64',
			path,
			`${property.name} is not an image in base64: ${quoted(text, 30)}`,
			'Put the content of the file there, base64; addresses of images do not work',
		);
		return;
	}
	const kb = (base64.length * 3) / 4 / 1024;
	const most = image.maxKb(version);
	if (kb > most) {
		const message = `${property.name} is an image of ${Math.ceil(kb)} kB; ${image.isLimit ? 'the limit is' : 'recommended are'} ${most} kB`;
		findings.add(image.isLimit ? 'image-size' : 'image-large', path, message, 'Make the image smaller');
	}
	const type = BEGINNINGS.find(([, beginning]) => beginning.test(base64))?.[0];
	if (type !== undefined && !image.types.some((one) => one === type)) {
		findings.add(
			'image-type',
			path,
			`${property.name} is a ${type} image, which WhatsApp does not show here`,
			`Use ${image.types.join(' or ')}`,
		);
	}
}
