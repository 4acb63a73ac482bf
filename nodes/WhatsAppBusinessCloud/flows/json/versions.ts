import { ROOT, childPath } from './path';
import type { Findings } from './findings';
import type { JsonObject, Version } from './types';

/** All versions from 5.0. WhatsApp docs: Flows > Changelog > Currently supported versions. */
const KNOWN: readonly Version[] = [500, 501, 600, 601, 602, 603, 700, 701, 702, 703];
const OLDEST = KNOWN[0];
const NEWEST = KNOWN[KNOWN.length - 1];

/**
 * Versions that can no longer be published, and since when. WhatsApp docs: Flows > Changelog, 8 July and 10 September
 * 2025.
 */
const FROZEN: ReadonlyMap<Version, string> = new Map([[500, '10 September 2025']]);

/** WhatsApp docs: Flows > Changelog, 8 April 2025. */
const OLD_FROZEN = '8 April 2025';

const KNOWN_DATA_API: readonly Version[] = [300, 400];

/** @returns undefined when it is not `{major}.{minor}`. WhatsApp docs: Flows > Versioning > Version formats. */
function parseVersion(value: unknown): Version | undefined {
	const found = typeof value === 'string' ? /^(\d{1,3})\.(\d{1,2})$/.exec(value) : null;
	return found ? Number(found[1]) * 100 + Number(found[2]) : undefined;
}

export const versionText = (version: Version): string => `${Math.floor(version / 100)}.${version % 100}`;

const USE_NEWEST = `Set it to "${versionText(NEWEST)}", the version that Meta recommends`;

/** The version whose rules apply to the flow. Without a valid version, the latest one. */
export function readVersion(flow: JsonObject, findings: Findings): { version: Version; newer: boolean } {
	const path = childPath(ROOT, 'version');
	if (!Object.hasOwn(flow, 'version')) {
		findings.add('version-missing', ROOT, "The flow has no 'version'", USE_NEWEST);
		return { version: NEWEST, newer: false };
	}
	const version = parseVersion(flow.version);
	if (version === undefined) {
		findings.add('version-format', path, '\'version\' is not a version such as "7.3", in quotes', USE_NEWEST);
		return { version: NEWEST, newer: false };
	}
	const text = versionText(version);
	if (version < OLDEST) {
		findings.add(
			'version-ended',
			path,
			`Version ${text} is no longer supported: Meta has not published flows with it since ${OLD_FROZEN}`,
			USE_NEWEST,
		);
		return { version: OLDEST, newer: false };
	}
	const frozen = FROZEN.get(version);
	if (frozen !== undefined) {
		findings.add(
			'version-frozen',
			path,
			`Version ${text} has been frozen since ${frozen}: such a flow still runs, but Meta does not publish it`,
			USE_NEWEST,
		);
	}
	if (version > NEWEST) {
		findings.add(
			'version-newer',
			path,
			`Version ${text} is newer than this check: the rules of ${versionText(NEWEST)} are used, and violations are only warnings`,
			'Upload it to Meta to be sure',
		);
		return { version: NEWEST, newer: true };
	}
	if (!KNOWN.includes(version)) {
		findings.add(
			'version-unknown',
			path,
			`There is no version ${text}`,
			`Use one of ${KNOWN.map(versionText).join(', ')}`,
		);
		return { version: KNOWN.filter((one) => one < version).at(-1) ?? OLDEST, newer: false };
	}
	return { version, newer: false };
}

/** First Flow JSON version that supports Data API 4.0. */
const DATA_API_400_SINCE = 703;

/**
 * Checks `data_api_version`. WhatsApp docs: Flows > Changelog > Currently supported versions; Error codes > Flow JSON
 * version errors: NO_SUPPORTED_DATA_API_VERSION.
 */
export function checkDataApiVersion(flow: JsonObject, findings: Findings, flowVersion: Version): void {
	const version = parseVersion(flow.data_api_version);
	const path = childPath(ROOT, 'data_api_version');
	if (version === undefined || version < KNOWN_DATA_API[0]) {
		findings.add(
			'data-api-version',
			path,
			"'data_api_version' is not a version that Meta supports",
			'Set it to "3.0" or "4.0", in quotes',
		);
	} else if (!KNOWN_DATA_API.includes(version)) {
		findings.add(
			'data-api-version-newer',
			path,
			`Data API ${versionText(version)} is not known here`,
			'Use "3.0" or "4.0", unless Meta has announced it',
		);
	} else if (version >= 400 && flowVersion < DATA_API_400_SINCE) {
		findings.add(
			'data-api-version',
			path,
			`Data API ${versionText(version)} needs Flow JSON ${versionText(DATA_API_400_SINCE)} or newer; this flow has ${versionText(flowVersion)}`,
			`Set 'version' to "${versionText(DATA_API_400_SINCE)}", or 'data_api_version' to "3.0"`,
		);
	}
}
