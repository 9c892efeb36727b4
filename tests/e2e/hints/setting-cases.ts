export const settingCases = [];
