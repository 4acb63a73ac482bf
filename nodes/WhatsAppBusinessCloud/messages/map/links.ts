import { type Coordinates, DEGREES, readCoordinates, toCoordinates } from './coordinates';
import { decodeShortLink } from './osmShortLink';

/** A map service whose links are read. */
interface MapService {
	/** Whether the host is the service's, in lower case. */
	hasHost: (host: string) => boolean;
	read: (link: URL) => Coordinates | undefined;
}

/** A label in parentheses, as Google and Android add it. */
const withoutLabel = (text: string): string => text.replace(/\([^()]*\)$/, '');

/** The first of these query parameters that is a pair of coordinates. */
function fromQuery(link: URL, names: string[]): Coordinates | undefined {
	for (const name of names) {
		// `loc:` is an older form of Google's.
		const value = link.searchParams.get(name)?.replace(/^loc:/, '');
		const found = value === undefined ? undefined : (readCoordinates(value) ?? readCoordinates(withoutLabel(value)));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** A part of a path, with the characters that it stands for. */
function decodePath(text: string): string {
	try {
		return decodeURIComponent(text.replaceAll('+', ' '));
	} catch {
		return text;
	}
}

const PLACE = new RegExp(`!3d(${DEGREES})!4d(${DEGREES})`, 'g');
const CENTER = new RegExp(`^/maps/(?:place/[^/]+/)?@(${DEGREES}),(${DEGREES})(?:[,/]|$)`);

/**
 * Google's links have the place after `!3d` and `!4d`, or as coordinates in the query or the path (the last one of a
 * route). What follows `@` is the center of the map: that of a search or a route is not what the user means.
 * https://developers.google.com/maps/documentation/urls/get-started
 */
function fromGoogle(link: URL): Coordinates | undefined {
	const path = decodePath(link.pathname);
	const place = [...path.matchAll(PLACE)].at(-1);
	if (place) return toCoordinates(place[1], place[2]);
	const query = fromQuery(link, ['query', 'q', 'destination', 'daddr', 'll', 'center', 'viewpoint', 'sll']);
	if (query) return query;
	const steps = path.split('/').flatMap((step) => readCoordinates(step) ?? []);
	if (steps.length > 0) return steps.at(-1);
	const center = CENTER.exec(path);
	return center ? toCoordinates(center[1], center[2]) : undefined;
}

/** https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/MapLinks/MapLinks.html */
const fromApple = (link: URL): Coordinates | undefined =>
	fromQuery(link, ['coordinate', 'll', 'q', 'destination', 'daddr', 'center', 'sll']);

/** The marker, or the center of the map. https://wiki.openstreetmap.org/wiki/Browsing */
function fromOpenStreetMap(link: URL): Coordinates | undefined {
	const marker = ['mlat', 'mlon'].map((name) => link.searchParams.get(name) ?? '');
	const found = readCoordinates(marker.join(','));
	if (found) return found;
	const short = /^\/go\/([^/]+)$/.exec(link.pathname)?.[1];
	if (short !== undefined) return decodeShortLink(decodePath(short));
	const map = /(?:^#|&)map=\d{1,2}(?:\.\d{1,9})?\/([^/&]+)\/([^/&]+)/.exec(link.hash);
	return map ? readCoordinates(`${map[1]},${map[2]}`) : undefined;
}

const services: MapService[] = [
	{ hasHost: (host) => /^(?:(?:www|maps)\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/.test(host), read: fromGoogle },
	{ hasHost: (host) => host === 'maps.apple.com', read: fromApple },
	{ hasHost: (host) => /^(?:www\.)?(?:openstreetmap|osm)\.org$/.test(host), read: fromOpenStreetMap },
];

/** Their links have an ID only, which the service looks up. */
const shortHosts = ['maps.app.goo.gl', 'goo.gl', 'g.co', 'share.google', 'maps.apple'];

/** What a link contains. */
export type LinkContent = { coordinates: Coordinates } | { problem: 'shortLink' | 'noCoordinates' | 'unknownService' };

/** Reads the coordinates of a link, without a request. */
export function readMapLink(link: URL): LinkContent {
	const host = link.hostname.toLowerCase();
	if (shortHosts.includes(host)) return { problem: 'shortLink' };
	const service = services.find(({ hasHost }) => hasHost(host));
	if (service === undefined) return { problem: 'unknownService' };
	const coordinates = service.read(link);
	return coordinates === undefined ? { problem: 'noCoordinates' } : { coordinates };
}

/** A `geo:` URI, as Android apps share it. RFC 5870; in `?q=`, Android has the place that the user chose. */
export function readGeoUri(text: string): Coordinates | undefined {
	const [position, query = ''] = text.slice('geo:'.length).split('?', 2);
	const chosen = new URLSearchParams(query).get('q');
	const found = chosen === null ? undefined : readCoordinates(withoutLabel(chosen));
	return found ?? readCoordinates(position.split(';', 1)[0]);
}

/** The first link of a text, such as what a phone shares: the name of a place and a link. */
export function findLink(text: string): URL | undefined {
	const written = /https?:\/\/[^\s<>]+/i.exec(text)?.[0];
	const found = written ?? (/^[\w-]+(?:\.[\w-]+)+\/\S*$/.test(text) ? `https://${text}` : undefined);
	return found !== undefined && URL.canParse(found) ? new URL(found) : undefined;
}
