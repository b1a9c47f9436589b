type Place = { id: string; name: string; townshipName: string };

/** `北城街道（北一社区、北二社区）`: each township with what of it is covered; without brackets where all of it is. */
export function placesByTownship(places: readonly Place[], separator: string): string[] {
  const towns = new Map<string, string[]>();
  for (const { name, townshipName } of places) {
    const villages = towns.get(townshipName) ?? [];
    towns.set(townshipName, name === townshipName ? villages : [...villages, name]);
  }
  return [...towns].map(([town, villages]) =>
    villages.length === 0 ? town : `${town}（${villages.join(separator)}）`,
  );
}
