import { seed } from '../../src';
import { call, get, post, rejectionText, remove, startForEach } from './requests';

startForEach();

const phone = seed.phoneNumberId;
const settings = `/${phone}/whatsapp_commerce_settings`;
const catalogs = `/${seed.wabaId}/product_catalogs`;
const garden = { id: '194836987003835', name: 'Acme Garden' };
const outlet = '194836987003836';

it('changes commerce settings, one at a time', async () => {
	const initial = { id: garden.id, is_cart_enabled: true, is_catalog_visible: false };
	expect(await get(settings)).toEqual({ data: [initial] });
	expect(await post(`${settings}?is_catalog_visible=true`)).toEqual({ success: true });
	expect(await get(settings)).toEqual({ data: [{ ...initial, is_catalog_visible: true }] });
	expect(await post(settings, { is_cart_enabled: false })).toEqual({ success: true });
	expect(await get(`${settings}?fields=is_cart_enabled`)).toEqual({
		data: [{ id: garden.id, is_cart_enabled: false }],
	});
	expect(await rejectionText('post', settings, { is_cart_enabled: 'no' })).toBe(
		'(#100) Param is_cart_enabled must be a boolean.',
	);
	expect(await call('get', settings, undefined, seed.withoutManagementToken)).toBe(200);
});

it('connects one catalog to the account', async () => {
	expect(await get(catalogs)).toMatchObject({ data: [garden] });
	expect(await post(catalogs, { catalog_id: outlet })).toEqual({ success: true });
	expect(await get(catalogs)).toMatchObject({ data: [{ id: outlet, name: 'Acme Outlet' }] });
	expect(await remove(catalogs, { catalog_id: garden.id })).toBe(100);
	expect(await remove(catalogs, { catalog_id: outlet })).toEqual({ success: true });
	expect(await get(catalogs)).toEqual({ data: [] });
	expect(await rejectionText('post', catalogs)).toBe('(#100) The parameter catalog_id is required.');
});

it('lists the products of a catalog, also by their retailer IDs', async () => {
	const filter = encodeURIComponent('{"retailer_id":{"is_any":["nqryix03ez","gone"]}}');
	expect(await get(`/${garden.id}/products?fields=retailer_id,name,price,currency&filter=${filter}`)).toMatchObject({
		data: [{ retailer_id: 'nqryix03ez', name: 'Terracotta pot', price: '$25.50', currency: 'USD' }],
	});
	expect(await get(`/${garden.id}/products?limit=2`)).toMatchObject({
		data: [{ retailer_id: 'di9ozbzfi4' }, { retailer_id: 'nqryix03ez' }],
		paging: { next: expect.stringContaining('after=') as string },
	});
	expect(await get(`/${outlet}/products`)).toEqual({ data: [] });
	expect(await get(`/${garden.id}/products?fields=colour`)).toBe(100);
	expect(await get(`/${garden.id}/products?filter={`)).toBe(100);
	expect(await call('get', `/${garden.id}/products`, undefined, seed.withoutMessagingToken)).toBe(200);
});
