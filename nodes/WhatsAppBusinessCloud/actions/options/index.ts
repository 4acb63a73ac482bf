import { defaultCountryField } from '../../shared/input/phone';
import { optionCollections, type OptionGroups } from './collections';
import {
	campaign,
	checkLinks,
	dryRun,
	messageKey,
	messagesPerSecond,
	onUnknownOutcome,
	parallel,
	progressTo,
	retries,
	summary,
	timeout,
} from './fields';

export { optionCollections, type OptionGroups } from './collections';
export { progressToName } from './fields';
export { readRunOptions, type RunOptions } from './readRunOptions';

/** Of operations that send messages. */
export const sendGroups = {
	options: [checkLinks, defaultCountryField, dryRun],
	largeRuns: [campaign, messageKey, messagesPerSecond, parallel, progressTo, summary],
	network: [onUnknownOutcome, retries, timeout],
} satisfies OptionGroups;

/** Without messages there are no large runs: the number of parallel requests is in the connection group. */
const requests = [parallel, retries, timeout];

/** Of operations that change something other than a chat. */
export const writeGroups = { options: [dryRun], network: requests } satisfies OptionGroups;

export const sendOptions = optionCollections(sendGroups);
export const writeOptions = optionCollections(writeGroups);

/** Of operations with phone numbers of users. */
export const writeUserOptions = optionCollections({ options: [defaultCountryField, dryRun], network: requests });

/** Of an operation that makes no request. */
export const tokenOptions = optionCollections({ options: [defaultCountryField] });

/** Of operations that look up a user. */
export const readUserOptions = optionCollections({ options: [defaultCountryField], network: requests });

/** Of operations that only read. */
export const readOptions = optionCollections({ network: requests });
