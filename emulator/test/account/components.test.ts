import { seed } from '../../src';
import { get, post, rejectionText, startForEach } from './requests';

startForEach();

const path = `/${seed.phoneNumberId}/conversational_automation`;
const stored = async (): Promise<unknown> =>
	((await get(`/${seed.phoneNumberId}?fields=conversational_automation`)) as Record<string, unknown>)
		.conversational_automation;

it('replaces one list without the others', async () => {
	const prompts = ['Plan a trip', 'x'.repeat(80)];
	const commands = [{ command_name: 'tickets', command_description: 'Book tickets' }];
	expect(await post(path, { prompts, commands })).toEqual({ success: true });
	expect(await post(path, { prompts: ['Hi'] })).toEqual({ success: true });
	expect(await stored()).toEqual({
		id: seed.phoneNumberId,
		enable_welcome_message: false,
		prompts: ['Hi'],
		commands,
	});
	expect(await post(path, { prompts: [], commands: [] })).toEqual({ success: true });
	expect(await stored()).toMatchObject({ prompts: [], commands: [] });
});

const command = { command_name: 'a', command_description: 'b' };

it.each([
	[{ prompts: ['1', '2', '3', '4', '5'] }, 'Param prompts must have at most 4 elements.'],
	[{ prompts: ['x'.repeat(81)] }, 'Param prompts[0] must be at most 80 characters long.'],
	[{ prompts: ['Hi 👋'] }, 'Param prompts[0] must not have emoji.'],
	[{ prompts: [''] }, 'Param prompts[0] must not be empty.'],
	[{ commands: Array(31).fill(command) }, 'Param commands must have at most 30 elements.'],
	[
		{ commands: [{ ...command, command_name: '/a' }] },
		"Param commands[0]['command_name'] must not begin with a slash.",
	],
	[{ commands: [{ command_name: 'a' }] }, "The parameter commands[0]['command_description'] is required."],
	[
		{ commands: [{ ...command, command_description: 'x'.repeat(257) }] },
		"Param commands[0]['command_description'] must be at most 256 characters long.",
	],
])('rejects %j', async (body, text) => {
	expect(await rejectionText('post', path, body)).toBe(`(#100) ${text}`);
});
