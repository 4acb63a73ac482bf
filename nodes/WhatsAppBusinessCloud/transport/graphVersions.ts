/** A version of the Graph API. */
export interface GraphVersion {
	version: string;
	/** Last day on which Meta serves it, as Meta prints it (ISO 8601); absent until Meta names one. */
	until?: string;
}

/** Graph API docs: Changelog > Available versions, as of November 2026, newest first. Older ones have ended. */
export const GRAPH_VERSIONS: readonly GraphVersion[] = [
	{ version: 'v26.0' },
	{ version: 'v25.0', until: '2028-07-29' },
	{ version: 'v24.0', until: '2028-02-18' },
	{ version: 'v23.0', until: '2027-10-08' },
	{ version: 'v22.0', until: '2027-05-20' },
	{ version: 'v21.0', until: '2027-01-21' },
	{ version: 'v20.0', until: '2026-09-24' },
];

/** The version that this package was written against. */
export const DEFAULT_API_VERSION = GRAPH_VERSIONS[0].version;

/** The number of a version, e.g. 25 for v25.0. */
const numberOf = (version: string): number => Number(/\d+/.exec(version)?.[0]);

/** The version that Meta publishes after the newest one in the table. */
export const NEXT_API_VERSION = `v${numberOf(DEFAULT_API_VERSION) + 1}.0`;

/** The entry of a version; undefined for versions that are not in the table. */
export const findVersion = (version: string): GraphVersion | undefined =>
	GRAPH_VERSIONS.find((one) => one.version === version);

const isOlderThanTable = (version: string): boolean =>
	numberOf(version) < numberOf(GRAPH_VERSIONS[GRAPH_VERSIONS.length - 1].version);

/**
 * Whether Meta no longer serves a version. It serves calls of such a version with its oldest one, without a notice
 * (Graph API docs: Platform versioning).
 * @param version as checkApiVersion returns it
 * @param now ms since 1970
 */
export function isEnded(version: string, now: number): boolean {
	const until = findVersion(version)?.until;
	if (until === undefined) return isOlderThanTable(version);
	return now >= Date.parse(until) + 24 * 60 * 60_000;
}

/** The day of an ISO date, e.g. `29 July 2028`. */
export const formatDay = (date: string): string =>
	new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** What to say about a version that has ended. */
export function endedMessage(version: string): string {
	const until = findVersion(version)?.until;
	return `Meta ended ${version} of the Graph API${until === undefined ? '' : ` on ${formatDay(until)}`} and serves its oldest version instead`;
}

/** What to do about a version that has ended. */
export const ENDED_ADVICE = `Enter ${DEFAULT_API_VERSION} under 'API Version' in the credential`;
