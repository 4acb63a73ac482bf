import type { IDataObject } from 'n8n-workflow';
import { objects, part, text } from '../../../shared/untrustedJson';
import type { OperationItem } from '../../types';

/** Call hours as Meta takes them. */
export interface CallHours {
	status?: string;
	timezone_id?: string;
	weekly_operating_hours: IDataObject[];
	holiday_schedule: IDataObject[];
}

/**
 * The current call hours. Meta replaces all of them with each change, so that what a change does not name has to be
 * sent again (WhatsApp docs: Cloud API Calling > Settings > Call hours).
 * @throws NodeApiError
 */
export async function readCallHours(item: OperationItem, phoneNumberId: string): Promise<CallHours> {
	const response = await item.graph.request({
		method: 'GET',
		path: [phoneNumberId, 'settings'],
		query: { fields: 'calling' },
	});
	const hours = part(part(response.calling).call_hours);
	return {
		status: text(hours.status),
		timezone_id: text(hours.timezone_id),
		weekly_operating_hours: objects(hours.weekly_operating_hours) as IDataObject[],
		// Meta's table and its example name the times differently; they are sent as in the example.
		holiday_schedule: objects(hours.holiday_schedule).map(
			({ date, start_time, end_time, open_time, close_time }) =>
				({ date, start_time: start_time ?? open_time, end_time: end_time ?? close_time }) as IDataObject,
		),
	};
}
