import { jsonOf, withEmulator } from '../account/support';

const { run } = withEmulator();

test('creates, replaces, lists and deletes welcome sequences, except for one in an ad', async () => {
	const texts = { name: 'Autumn', welcomeText: 'Hello!', autofillText: 'Hi', iceBreakers: ['Prices?'] };
	const [{ id }] = jsonOf(await run('welcomeSequence', 'create', texts));
	const sequenceId = String(id);
	await run('welcomeSequence', 'update', { ...texts, sequenceId, name: 'Winter' }).then(jsonOf);
	const [inAd, own] = jsonOf(await run('welcomeSequence', 'getAll'));
	expect(own).toEqual({
		...{ id, name: 'Winter', text: 'Hello!', prefilledMessage: 'Hi', iceBreakers: ['Prices?'], usedInAd: false },
	});
	expect(jsonOf(await run('welcomeSequence', 'delete', { sequenceId, confirm: true }))).toEqual([
		{ id, deleted: true },
	]);
	const { error } = await run('welcomeSequence', 'delete', { sequenceId: String(inAd.id), confirm: true });
	expect(`${error.message} ${error.description}`).toContain('used in an active ad');
});
