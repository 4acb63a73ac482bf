import { InputError } from '../../shared/inputError';
import { isObject, optionalText } from '../../shared/input/parameterValues';
import { type Coordinates, readCoordinates } from './coordinates';
import { findLink, type LinkContent, readGeoUri, readMapLink } from './links';

export type { Coordinates } from './coordinates';

/** Limit of this package: links of map services have up to about 1,000 characters. */
const MAX_LENGTH = 4000;

const advice =
	"Enter coordinates such as 19.4326, -99.1332 or a link from Google Maps, Apple Maps or OpenStreetMap, or leave the field empty and enter 'Latitude' and 'Longitude'";
const longLink =
	'Open it in a browser and copy the long link from the address bar, or copy the coordinates of the place on the map';

const problems: Record<Extract<LinkContent, { problem: string }>['problem'], { problem: string; advice: string }> = {
	shortLink: { problem: 'is a short link, which contains no coordinates', advice: longLink },
	noCoordinates: { problem: 'is a map link without coordinates', advice: longLink },
	unknownService: { problem: 'is a link, but not to Google Maps, Apple Maps or OpenStreetMap', advice },
};

/** The location of a received message, or of a geocoding service. @throws InputError */
function fromObject({ latitude, lat, longitude, lng, lon }: Record<string, unknown>, field: string): Coordinates {
	const pair = [latitude ?? lat, longitude ?? lng ?? lon].map((value) => optionalText(value, field)?.trim() ?? '');
	const found = readCoordinates(pair.join(','));
	if (found !== undefined) return found;
	throw new InputError(field, 'needs an object with latitude and longitude', advice);
}

/**
 * Reads a location that a user pasted: coordinates, a link of a map service, or an object with latitude and longitude.
 * Makes no request.
 * @returns degrees that are not checked; undefined when the field is empty
 * @throws InputError when it contains no coordinates
 */
export function readMapLocation(value: unknown, field: string): Coordinates | undefined {
	if (isObject(value) && ('latitude' in value || 'lat' in value)) return fromObject(value, field);
	const text = optionalText(value, field)?.trim();
	if (text === undefined) return undefined;
	if (text.length > MAX_LENGTH) throw new InputError(field, 'is too long', advice);
	const found = /^geo:/i.test(text) ? readGeoUri(text) : readCoordinates(text);
	if (found !== undefined) return found;
	const link = findLink(text);
	if (link === undefined) throw new InputError(field, 'contains neither coordinates nor a map link', advice);
	const content = readMapLink(link);
	if ('coordinates' in content) return content.coordinates;
	const known = problems[content.problem];
	throw new InputError(field, known.problem, known.advice);
}
