import { homepage } from '../../../package.json';
import { docsLink, docsUrl, withPlainLinks } from '../../../nodes/WhatsAppBusinessCloud/shared/docs';

const URL = `${homepage}/blob/HEAD/docs/errors.md#190`;

it('links to a page in the repository that package.json names', () => {
	expect(docsUrl('errors.md#190')).toBe(URL);
	expect(docsLink('errors.md#190', 'More about this code')).toBe(
		`<a href="${URL}" target="_blank">More about this code</a>`,
	);
});

it('writes links as text where n8n displays no HTML, and leaves other tags alone', () => {
	const text = `First <b>line</b>\n${docsLink('errors.md#190', 'More about this code')}`;
	expect(withPlainLinks(text)).toBe(`First <b>line</b>\nMore about this code: ${URL}`);
});
