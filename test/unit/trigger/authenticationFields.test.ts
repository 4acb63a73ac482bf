import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';

const { credentials = [], properties } = new WhatsAppBusinessCloudTrigger().description;
const shows = credentials.map(({ displayOptions }) => displayOptions?.show ?? {});
const dependencies = [...new Set(shows.flatMap((show) => Object.keys(show)))];

test.each(dependencies)('no editor of n8n takes %s for the authentication, which it hides', (name) => {
	const used = shows.flatMap((show) => show[name] ?? []).map(String);
	const fields = properties.filter((field) => field.name === name);
	expect(fields).not.toEqual([]);
	for (const { options = [] } of fields) {
		const values = options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
		expect(values.filter((value) => !used.includes(value))).toHaveLength(1);
	}
});

test('the credentials are between Authentication and Listen On', () => {
	const names = properties.map(({ name, type }) => (type === 'credentials' ? 'credentials' : name));
	const [authentication, place, listenOn] = ['authenticateWith', 'credentials', 'listenOn'].map((name) =>
		names.lastIndexOf(name),
	);
	expect([authentication < place, place < listenOn]).toEqual([true, true]);
});
