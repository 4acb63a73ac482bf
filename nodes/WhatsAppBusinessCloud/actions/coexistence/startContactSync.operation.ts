import { sync } from './sync';

export const startContactSync = sync('smb_app_state_sync', 'the contacts of the app');
