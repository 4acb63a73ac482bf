/** Values of `whatsapp_business_manager_messaging_limit` (Meta docs: Messaging limits). */
export const messagingLimits = ['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED'] as const;
