import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiVersionField, baseUrlField } from '../nodes/WhatsAppBusinessCloud/auth/credentialFields';
import { grantFields, grantTest, grantToken } from '../nodes/WhatsAppBusinessCloud/auth/credentialOAuth2';

/** An app's ID and secret, with which n8n requests the app's access token (client-credentials grant). */
export class WhatsAppBusinessCloudOAuth2Api implements ICredentialType {
	name = 'whatsAppBusinessCloudOAuth2Api';

	extends = ['oAuth2Api'];

	// n8n names a new credential after this, without the words OAuth2 and API: 'App' keeps the name apart from that of an
	// API key credential.
	displayName = 'WhatsApp Business Cloud App OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/whatsAppBusinessCloud.svg',
		dark: 'file:../icons/whatsAppBusinessCloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business-cloud/n8n-nodes-whatsapp-business-cloud/blob/HEAD/docs/credentials.md#oauth2-credential';

	properties: INodeProperties[] = [
		{
			// n8n labels fields of these names Client ID and Client Secret, whatever they are called here.
			displayName: 'App ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 145678901234567',
			hint: 'The App ID. App Dashboard: App settings > Basic',
		},
		{
			displayName: 'App Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 614fc2afde15eee07a26b2fe3eaee9b9',
			hint: 'The App Secret. App Dashboard: App settings > Basic > App secret > Show',
		},
		apiVersionField,
		baseUrlField,
		...grantFields,
	];

	preAuthentication = grantToken;

	test = grantTest;
}
