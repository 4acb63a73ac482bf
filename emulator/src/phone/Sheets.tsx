import type { JSX } from 'preact';
import { CustomerSheet } from './CustomerSheet';
import { FlowSheet } from './FlowSheet';
import { sheet, type OpenSheet } from './openSheet';
import { AddressSheet } from './sheets/AddressSheet';
import { GroupSheet, JoinSheet } from './sheets/GroupSheets';
import { ListSheet } from './sheets/ListSheet';
import { ButtonSheet, CallPermissionSheet, ChatSheet, EditSheet } from './sheets/MessageSheets';
import { PaySheet } from './sheets/PaySheet';
import { ContactSheet, LocationSheet } from './sheets/PlaceSheets';
import { ProductsSheet } from './sheets/ProductsSheet';

/** The dialog that is open. */
export function Sheets(): JSX.Element | null {
	const open = sheet.value;
	return open ? dialogOf(open) : null;
}

function dialogOf(open: OpenSheet): JSX.Element {
	switch (open.kind) {
		case 'list':
			return <ListSheet entry={open.entry} />;
		case 'products':
			return <ProductsSheet entry={open.entry} />;
		case 'cart':
			return <ProductsSheet />;
		case 'order':
			return <PaySheet entry={open.entry} />;
		case 'address':
			return <AddressSheet entry={open.entry} />;
		case 'callPermission':
			return <CallPermissionSheet entry={open.entry} />;
		case 'flow':
			return <FlowSheet entry={open.entry} />;
		case 'location':
			return <LocationSheet entry={open.entry} />;
		case 'contact':
			return <ContactSheet />;
		case 'button':
			return <ButtonSheet button={open.button} />;
		case 'edit':
			return <EditSheet entry={open.entry} />;
		case 'chat':
			return <ChatSheet customer={open.customer} />;
		case 'group':
			return <GroupSheet />;
		case 'join':
			return <JoinSheet link={open.link} />;
		default:
			return <CustomerSheet key={open.id} id={open.id} />;
	}
}
