import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { apiVersionField, baseUrlField } from '../nodes/WhatsAppBusinessCloud/auth/credentialFields';
import { grantFields, grantTest, grantToken } from '../nodes/WhatsAppBusinessCloud/auth/credentialOAuth2';

/** An app's ID and secret, with which n8n requests the app's access token (client-credentials grant). */
export class WhatsAppBusinessCloudOAuth2Api implements ICredentialType {
	name = 'whatsAppBusinessCloudOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'WhatsApp Business Cloud OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/whatsAppBusinessCloud.svg',
		dark: 'file:../icons/whatsAppBusinessCloud.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business-cloud/n8n-nodes-whatsapp-business-cloud#oauth2-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'App ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 634974688087057',
			description: 'The app ID from App settings > Basic in the App Dashboard',
		},
		{
			displayName: 'App Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The app secret from App settings > Basic in the App Dashboard. Select Show to see it.',
		},
		apiVersionField,
		baseUrlField,
		...grantFields,
	];

	preAuthentication = grantToken;

	test = grantTest;
}
