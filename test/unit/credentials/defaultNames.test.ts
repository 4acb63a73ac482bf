import { WhatsAppBusinessCloudApi } from '../../../credentials/WhatsAppBusinessCloudApi.credentials';
import { WhatsAppBusinessCloudOAuth2Api } from '../../../credentials/WhatsAppBusinessCloudOAuth2Api.credentials';
import { WhatsAppFlowsApi } from '../../../credentials/WhatsAppFlowsApi.credentials';

/** Words that n8n's editor leaves out of a credential type's name when it names a new credential. */
const LEFT_OUT = ['API', 'OAuth1', 'OAuth2', 'MCP'];
const defaultName = ({ displayName }: { displayName: string }): string =>
	`${displayName
		.split(' ')
		.filter((word) => !LEFT_OUT.includes(word))
		.join(' ')} account`;

test("the names of new credentials tell the types apart, also from those of n8n's built-in nodes", () => {
	expect(
		[new WhatsAppBusinessCloudApi(), new WhatsAppBusinessCloudOAuth2Api(), new WhatsAppFlowsApi()].map(defaultName),
	).toEqual(['WhatsApp Business Cloud account', 'WhatsApp Business Cloud App account', 'WhatsApp Flows account']);
	// n8n-nodes-base: WhatsApp API and WhatsApp OAuth2 API.
	expect(defaultName({ displayName: 'WhatsApp OAuth2 API' })).toBe('WhatsApp account');
});
