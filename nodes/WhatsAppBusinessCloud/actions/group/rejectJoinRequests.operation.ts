import { decideOnRequests } from './decideOnRequests';

export const rejectJoinRequests = decideOnRequests('DELETE');
