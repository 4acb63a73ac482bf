import { readUsage, rateShareForUsage } from '../../../nodes/WhatsAppBusinessCloud/transport/usage';

const usage = (app: object | undefined, businessUseCase?: object[]) =>
	readUsage({
		...(app && { 'x-app-usage': JSON.stringify(app) }),
		...(businessUseCase && { 'x-business-use-case-usage': JSON.stringify({ 102290129340398: businessUseCase }) }),
	});

test.each([
	['no headers', usage(undefined), 1],
	['a low share', usage({ call_count: 28, total_time: 25, total_cputime: 25 }), 1],
	['89 percent', usage({ call_count: 89 }), 1],
	['95 percent of one of them', usage({ call_count: 3, total_time: 95 }), 0.5],
	['a share of 100 percent', usage({ call_count: 100 }), 0.1],
	['a share over 100 percent', usage({ call_count: 250 }), 0.1],
	['messages of the account', usage({ call_count: 1 }, [{ type: 'messages', call_count: 95 }]), 0.5],
	['only management calls', usage({ call_count: 1 }, [{ type: 'whatsapp_business_management', call_count: 100 }]), 1],
	['nonsense', usage({ call_count: 'many' }, [null as never, 7 as never]), 1],
	['not JSON', readUsage({ 'x-app-usage': '{' }), 1],
])('derives the share from %s', (_name, read, share) => {
	expect(rateShareForUsage(read)).toBeCloseTo(share, 5);
});
