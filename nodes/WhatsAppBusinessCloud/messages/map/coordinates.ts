/** A place on the map, in degrees as entered: whether they exist is checked by the message type. */
export interface Coordinates {
	latitude: number;
	longitude: number;
}

/** The longest texts that are accepted have about 50 characters. */
const MAX_LENGTH = 100;

/** `19.4326`, `-99` */
export const DEGREES = String.raw`[+-]?\d{1,3}(?:\.\d{1,20})?`;
const PAIR = new RegExp(`^(${DEGREES}) ?[,; ] ?(${DEGREES})$`);

/** `52,5163; 13,3777`: with a decimal comma, another sign or a space has to separate the numbers. */
const COMMA_PAIR = /^([+-]?\d{1,3},\d{1,20})(?: ?; ?| ?, | )([+-]?\d{1,3},\d{1,20})$/;

/** `52°30'59.1"N`, `52.5163° N`, `N 52.5163` */
const ANGLE = String.raw`([NSEW])? ?(\d{1,3}(?:\.\d{1,20})?) ?[°º]? ?(?:(\d{1,2}(?:\.\d{1,20})?) ?['′’] ?(?:(\d{1,2}(?:\.\d{1,20})?) ?(?:"|″|”|'') ?)?)?([NSEW])?`;
const ANGLES = new RegExp(`^${ANGLE} ?[,;]? ?${ANGLE}$`, 'i');

export const toCoordinates = (latitude: string, longitude: string): Coordinates => ({
	latitude: Number(latitude),
	longitude: Number(longitude),
});

/** An angle in degrees; undefined unless it has one direction. */
function readAngle([before, degrees, minutes, seconds, after]: Array<string | undefined>):
	| { value: number; isLatitude: boolean }
	| undefined {
	const direction = (before ?? after)?.toUpperCase();
	if (direction === undefined || (before !== undefined && after !== undefined)) return undefined;
	const size = Number(degrees) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
	return { value: 'SW'.includes(direction) ? -size : size, isLatitude: 'NS'.includes(direction) };
}

/** Two angles with directions, in any order. */
function readAngles(text: string): Coordinates | undefined {
	const found = ANGLES.exec(text);
	if (found === null) return undefined;
	const [first, second] = [readAngle(found.slice(1, 6)), readAngle(found.slice(6, 11))];
	if (first === undefined || second === undefined || first.isLatitude === second.isLatitude) return undefined;
	const [latitude, longitude] = first.isLatitude ? [first, second] : [second, first];
	return { latitude: latitude.value, longitude: longitude.value };
}

/**
 * Reads coordinates as people and map services write them: `19.4326, -99.1332`, `19,4326; -99,1332`,
 * `19.4326° N, 99.1332° W`, `19°25'57.4"N 99°07'59.5"W`. Without directions, the latitude is first.
 * @returns undefined when the text is anything else
 */
export function readCoordinates(text: string): Coordinates | undefined {
	if (text.length > MAX_LENGTH) return undefined;
	// With single spaces the patterns take linear time.
	const spaced = text.replace(/\s+/g, ' ').trim();
	const plain = spaced.startsWith('(') && spaced.endsWith(')') ? spaced.slice(1, -1).trim() : spaced;
	const pair = PAIR.exec(plain);
	if (pair) return toCoordinates(pair[1], pair[2]);
	const comma = COMMA_PAIR.exec(plain);
	if (comma) return toCoordinates(comma[1].replace(',', '.'), comma[2].replace(',', '.'));
	return readAngles(plain);
}
