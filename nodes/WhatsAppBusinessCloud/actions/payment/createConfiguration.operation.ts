import { businessAccount, textField } from '../../shared/input/commonFields';
import { omitUndefined, optionalId, readAdditionalFields, readEnum } from '../../shared/input/parameterValues';
import { requiredId, requiredUrl } from '../../shared/input/validators';
import { compact, isoTime, text } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { writeOptions } from '../options';
import type { Operation, OperationItem } from '../types';

const names = {
	name: 'Name',
	provider: 'Provider',
	vpa: 'UPI ID (VPA)',
	redirect: 'Redirect URL',
	category: 'Merchant Category Code',
	purpose: 'Purpose Code',
};
const providers = ['upi_vpa', 'razorpay', 'payu', 'zaakpay'] as const;

const forUpi = { show: { provider: ['upi_vpa'] } };

/** What the provider needs: an address for UPI; optionally, where a gateway leads back to. @throws InputError */
function readProvider(item: OperationItem): Record<string, string> {
	const provider = readEnum(item.parameter('provider'), names.provider, providers, 'upi_vpa');
	if (provider === 'upi_vpa') {
		const advice = 'Enter the UPI ID that receives the money, such as shop@upi';
		return { provider_name: provider, merchant_vpa: requiredId(item.parameter('merchantVpa'), names.vpa, advice) };
	}
	const redirect = optionalId(item.parameter('redirectUrl'), names.redirect);
	return {
		provider_name: provider,
		...(redirect !== undefined && { redirect_url: requiredUrl(redirect, names.redirect) }),
	};
}

/**
 * Payment > Create Configuration: POST /{waba}/payment_configuration. WhatsApp docs: Payments India > Onboarding APIs.
 */
export const createConfiguration: Operation = {
	properties: [
		businessAccount,
		textField(names.name, 'name', {
			required: true,
			placeholder: 'e.g. my-upi',
			description: 'The name of the configuration, which order details refer to',
		}),
		{
			displayName: names.provider,
			name: 'provider',
			type: 'options',
			options: [
				{ name: 'PayU', value: 'payu' },
				{ name: 'Razorpay', value: 'razorpay' },
				{ name: 'UPI ID', value: 'upi_vpa', description: 'Customers pay to a UPI ID, without a gateway' },
				{ name: 'Zaakpay', value: 'zaakpay' },
			],
			default: 'upi_vpa',
			description: 'How customers pay. Payments in WhatsApp work in India.',
		},
		textField(names.vpa, 'merchantVpa', {
			placeholder: 'e.g. shop@upi',
			description: 'The UPI ID that receives the money',
			displayOptions: forUpi,
		}),
		textField(names.redirect, 'redirectUrl', {
			placeholder: 'e.g. https://example.com/connected',
			description: 'Where the browser goes after you connected your account with the payment gateway',
			displayOptions: { hide: forUpi.show },
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				textField(names.category, 'categoryCode', {
					placeholder: 'e.g. 0000',
					description: 'The code of your line of business, as your bank uses it',
				}),
				textField(names.purpose, 'purposeCode', {
					placeholder: 'e.g. 00',
					description: 'The code of what is paid for, as your bank uses it',
				}),
			],
		},
		...writeOptions,
	],

	prepare(item) {
		const path = [readAccount(item), 'payment_configuration'];
		const more = readAdditionalFields(item.parameter('additionalFields', {}));
		const name = requiredId(item.parameter('name'), names.name, 'Enter a name for the configuration');
		const body = omitUndefined({
			configuration_name: name,
			...readProvider(item),
			merchant_category_code: optionalId(more.categoryCode, names.category),
			purpose_code: optionalId(more.purposeCode, names.purpose),
		});
		return {
			async run() {
				const response = await item.graph.request({ method: 'POST', path, body });
				return {
					json: compact({
						name,
						created: response.success !== false,
						connectUrl: text(response.oauth_url),
						connectUntil: isoTime(response.expiration),
					}),
				};
			},
		};
	},
};
