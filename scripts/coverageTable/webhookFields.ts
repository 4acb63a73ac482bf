import { TRIGGER_EVENTS, WEBHOOK_FIELDS } from '../../nodes/WhatsAppBusinessCloud/trigger/webhookFields';
import { table } from '../markdown';

/** How the trigger's form reaches an option of 'Advanced Events'. */
function optionsOf(value: string, name: string): string {
	const plain = TRIGGER_EVENTS.filter(({ updates }) => updates.includes(value)).map((event) => event.name);
	return plain.length > 0 ? `Trigger On > ${plain.join(', ')}` : `Advanced Events > ${name}`;
}

/** The group of an option, in its description, is what the form needs, not the table. */
const withoutGroup = (group: string, description: string): string => description.slice(group.length + 2);

/** A table of all webhook fields: what each reports, and where a trigger can listen to it. */
export function webhookFieldsTable(): string {
	const rows = WEBHOOK_FIELDS.map(({ value, name, group, description, field, isSentToOverride }) => [
		field === undefined ? 'any other field' : `\`${field}\``,
		withoutGroup(group, description),
		optionsOf(value, name),
		isSentToOverride ? 'App, account, number' : 'App',
	]);
	return table(['Webhook field', 'Event', 'In the trigger', 'Listen On'], rows);
}
