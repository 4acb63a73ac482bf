/** The template group whose list and ID an operation takes. */
export const groupLocator = {
	field: 'Template Group',
	name: 'templateGroupId',
	noun: 'template group',
	search: 'searchTemplateGroups',
};
