import { WarningGroups } from '../../../../nodes/WhatsAppBusinessCloud/actions/run/warningGroups';
import { toWarning } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputWarning';

const warning = (message: string) => ({ field: 'Body', message, advice: 'Shorten it.' });

test('counts equal warnings of one item once', () => {
	const groups = new WarningGroups();
	groups.add(3, [warning('a'), warning('a'), warning('b')]);
	expect(groups.list()).toEqual([
		{ count: 1, field: 'Body', message: 'a', advice: 'Shorten it.', items: [3] },
		{ count: 1, field: 'Body', message: 'b', advice: 'Shorten it.', items: [3] },
	]);
});

test('keeps 100,000 different warnings short and free of HTML', () => {
	const groups = new WarningGroups();
	for (let item = 0; item < 100_000; item++) groups.add(item, [warning(`<b>${item}</b>`)]);
	expect(groups.toTexts(100_000)).toEqual([
		'99,950 items: Other warnings',
		...[0, 1, 2, 3].map((n) => `1 item:  b ${n} /b . Shorten it.`),
		'and 46 more warnings',
	]);
});

test('shows the form field and its position in a warning', () => {
	const advisory = {
		field: ['card', 2, 'Button ID'],
		path: 'interactive.x',
		problem: 'is long',
		advice: 'Shorten it.',
	};
	expect(toWarning(advisory)).toEqual({
		field: 'Button ID of card 2',
		message: "'Button ID' of card 2 is long",
		advice: 'Shorten it.',
	});
	expect(toWarning(advisory, 'Message (JSON)')).toEqual({
		field: 'Message (JSON)',
		message: "In 'Message (JSON)', interactive.x is long",
		advice: 'Shorten it.',
	});
});
