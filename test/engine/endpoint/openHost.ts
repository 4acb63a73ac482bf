import { APP_SECRET, EndpointHost, keys, type EndpointHostOptions } from './host';

const hosts: EndpointHost[] = [];
/** Starts a host, which is closed and checked for secrets in its log after the test. */
export async function openHost(options: EndpointHostOptions = {}): Promise<EndpointHost> {
	const one = await EndpointHost.start(options);
	hosts.push(one);
	return one;
}
afterEach(async () => {
	for (const one of hosts.splice(0)) {
		await one.close();
		expect(one.uncaught).toEqual([]);
		const logText = JSON.stringify([one.warnings, one.runs]);
		const { privateKey } = await keys.right;
		expect(logText).not.toContain(APP_SECRET);
		expect(logText).not.toContain(privateKey.split('\n')[1]);
	}
});

export const version = '3.0';
export const exchange = {
	version,
	action: 'data_exchange',
	screen: 'DATE',
	data: { date: '2026-12-24' },
	flow_token: 'order-7',
};
export const nextScreen = {
	respondWith: 'screen',
	screen: 'TIME',
	dataMode: 'json',
	dataJson: '={{ JSON.stringify({ asked: $json.data }) }}',
};
