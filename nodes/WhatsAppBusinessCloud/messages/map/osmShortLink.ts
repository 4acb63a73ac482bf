import type { Coordinates } from './coordinates';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~';

/** A map of the world has 32 bits in each direction, so a code has at most 11 characters of 3 bits each. */
const MAX_CHARACTERS = 11;

/**
 * The center of the map in a short link of OpenStreetMap (osm.org/go/...): the bits of longitude and latitude, one by
 * one in turn, most significant first, 6 in a character. https://wiki.openstreetmap.org/wiki/Shortlink
 * @param code the last part of the link's path; hyphens at its end are part of the zoom level
 * @returns undefined when it is not such a code
 */
export function decodeShortLink(code: string): Coordinates | undefined {
	// Older links have @ instead of ~, and = instead of -.
	const characters = [...code.replace(/[-=]{1,2}$/, '').replaceAll('@', '~')];
	const digits = characters.map((character) => ALPHABET.indexOf(character));
	if (digits.length === 0 || digits.length > MAX_CHARACTERS || digits.includes(-1)) return undefined;
	const bits = digits.map((digit) => digit.toString(2).padStart(6, '0')).join('');
	const share = (offset: 0 | 1): number =>
		[...bits].reduce(
			(sum, bit, index) => (index % 2 === offset ? sum + Number(bit) / 2 ** ((index >> 1) + 1) : sum),
			0,
		);
	return { latitude: share(1) * 180 - 90, longitude: share(0) * 360 - 180 };
}
