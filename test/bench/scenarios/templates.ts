import { templateForm } from '../../../nodes/WhatsAppBusinessCloud/templates/send';
import type { BenchEnvironment } from '../benchEnvironment';
import type { Figure } from '../figures';
import { activate, chain, splitOut, whatsApp, type Runnable, type Side } from '../workflows';
import { MESSAGES, race } from './messages';

const numbers = Array.from({ length: 10 }, (_unused, index) => index + 1);

const template = {
	name: 'ten_variables',
	language: 'en_US',
	status: 'APPROVED' as const,
	category: 'UTILITY' as const,
	parameter_format: 'POSITIONAL' as const,
	components: [
		{
			type: 'BODY',
			text: `Your order: ${numbers.map((number) => `{{${number}}}`).join(', ')}. Thank you.`,
			example: { body_text: [numbers.map(String)] },
		},
	],
};

/** Templates to distinct recipients; recipient and all ten variables come from the item, by expression. */
const items = Array.from({ length: MESSAGES }, (_unused, index) => ({
	to: `+1 650 ${String(5_550_000 + index)}`,
	...Object.fromEntries(numbers.map((number) => [`value${number}`, `Item ${number} of order ${index}`])),
}));

const expression = (number: number): string => `={{ $json.value${number} }}`;

/** The values of the variables, in the mode that each of the two nodes offers first. */
const values: Record<Side, Record<string, unknown>> = {
	ours: {
		templateFields: {
			mappingMode: 'defineBelow',
			value: Object.fromEntries(numbers.map((number) => [`{{${number}}}`, expression(number)])),
			schema: templateForm(template).map(({ id, label, type, required }) => ({
				id,
				displayName: label,
				type,
				required,
				display: true,
				defaultMatch: false,
			})),
		},
		largeRuns: { messagesPerSecond: 0 },
	},
	builtIn: {
		components: {
			component: [
				{
					type: 'body',
					bodyParameters: { parameter: numbers.map((number) => ({ type: 'text', text: expression(number) })) },
				},
			],
		},
	},
};

async function templateWorkflow(env: BenchEnvironment, side: Side): Promise<Runnable> {
	const { phoneNumberId } = env.emulator.seed;
	const chosen = `${template.name}|${template.language}`;
	const parameters = {
		resource: 'message',
		operation: 'sendTemplate',
		phoneNumberId: side === 'ours' ? { __rl: true, mode: 'id', value: phoneNumberId } : phoneNumberId,
		recipientPhoneNumber: '={{ $json.to }}',
		template: side === 'ours' ? { __rl: true, mode: 'name', value: chosen } : chosen,
		...values[side],
		...(side === 'ours' && { includeInputFields: false }),
	};
	return await activate(env, `Templates, ${side}`, (start) => {
		const nodes = [start, splitOut, whatsApp(env, side, parameters, { onError: 'continueRegularOutput' })];
		return { nodes, connections: chain(nodes) };
	});
}

/** 1,000 templates with ten variables at maximum speed. The emulator rejects messages that lack one. */
export async function templates(
	env: BenchEnvironment,
	say: (line: string) => void,
	profileTo?: (side: Side, profile: unknown) => void,
): Promise<Figure[]> {
	// The built-in node takes about a minute for each.
	const load = { items, rounds: 3, prepare: () => void env.emulator.addTemplate(template) };
	const { wall, cpu } = await race(
		env,
		say,
		'templates',
		load,
		async (side) => await templateWorkflow(env, side),
		profileTo,
	);
	return [
		{ part: 'templates', what: 'time for 1,000 messages', unit: 's', ...wall },
		{
			part: 'templates',
			what: 'CPU per message',
			unit: 'ms',
			...cpu,
			target: { text: '<= built-in', met: cpu.ours.median <= cpu.builtIn.median },
		},
	];
}
