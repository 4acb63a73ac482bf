import { isObject } from '../shared/input/parameterValues';
import { toPlainText } from '../shared/plainText';
import { parseJson } from '../shared/untrustedJson';

/** The workflow of a trigger, as users see it in n8n. */
export interface TriggerWorkflow {
	name: string;
	id?: string;
}

/**
 * Response header in which a trigger names its workflow. Only this package gets it: the request proves that it knows the
 * app secret, and Meta's verification requests have no proof.
 */
export const WORKFLOW_HEADER = 'X-WhatsApp-Trigger-Workflow';

/** Request header with the proof. */
export const PROOF_HEADER = 'X-WhatsApp-Trigger-Proof';

/** n8n's longest workflow name, in characters. */
const MAX_NAME = 128;

/** @returns the value of the header, in ASCII */
export function writeTriggerWorkflow({ id, name }: { id?: string; name?: string }): string {
	return JSON.stringify({ id, name: name?.slice(0, MAX_NAME) }).replace(
		/[^ -~]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

/** Parses the header, which may come from any software. @returns undefined when it names no workflow */
export function readTriggerWorkflow(header: unknown): TriggerWorkflow | undefined {
	const value = parseJson(header);
	if (!isObject(value) || typeof value.name !== 'string') return undefined;
	const name = toPlainText(value.name.slice(0, MAX_NAME)).replace(/\s+/g, ' ').trim();
	if (name === '') return undefined;
	const { id } = value;
	return { name, ...(typeof id === 'string' && /^[\w-]{1,64}$/.test(id) && { id }) };
}

/** E.g. `workflow 'Booking' (ID k3XyVb9q)`. */
export const describeTriggerWorkflow = ({ name, id }: TriggerWorkflow): string =>
	`workflow '${name}'${id === undefined ? '' : ` (ID ${id})`}`;
