/** A language of the simulation: how much of the talk is in it, and the hours from UTC of its two homes. */
export interface SimulatedLanguage {
  readonly tag: string;
  readonly weight: number;
  readonly zoneHours: readonly [number, number];
}

export const LANGUAGES: readonly SimulatedLanguage[] = [
  { tag: "en", weight: 50, zoneHours: [-5, 0] },
  { tag: "es", weight: 14, zoneHours: [1, -5] },
  { tag: "de", weight: 8, zoneHours: [1, 1] },
  { tag: "fr", weight: 8, zoneHours: [1, 1] },
  { tag: "pt", weight: 10, zoneHours: [-3, 0] },
  { tag: "ja", weight: 10, zoneHours: [9, 9] },
];

/** A topic of the simulation: its hashtag and two things people say about it in each language. */
export interface SimulatedTopic {
  readonly tag: string;
  readonly words: Readonly<Record<string, readonly [string, string]>>;
}

const topic = (
  tag: string,
  en: readonly [string, string],
  es: readonly [string, string],
  de: readonly [string, string],
  fr: readonly [string, string],
  pt: readonly [string, string],
  ja: readonly [string, string],
): SimulatedTopic => ({ tag, words: { en, es, de, fr, pt, ja } });

export const TOPICS: readonly SimulatedTopic[] = [
  topic(
    "television",
    ["this season's finale", "the writing of the new television series"],
    ["el final de temporada", "el guion de la nueva serie"],
    ["das Staffelfinale", "das Drehbuch der neuen Serie"],
    ["le final de la saison", "le scénario de la nouvelle série"],
    ["o final da temporada", "o roteiro da nova série"],
    ["シーズン最終回", "新しいドラマの脚本"],
  ),
  topic(
    "music",
    ["the new album", "last night's concert"],
    ["el nuevo disco", "el concierto de anoche"],
    ["das neue Album", "das Konzert gestern Abend"],
    ["le nouvel album", "le concert d'hier soir"],
    ["o novo disco", "o show de ontem"],
    ["新しいアルバム", "昨夜のライブ"],
  ),
  topic(
    "football",
    ["the derby", "the second half"],
    ["el derbi", "la segunda parte"],
    ["das Derby", "die zweite Halbzeit"],
    ["le derby", "la deuxième mi-temps"],
    ["o clássico", "o segundo tempo"],
    ["ダービー", "後半戦"],
  ),
  topic(
    "cooking",
    ["slow bread", "a lentil stew"],
    ["el pan de masa madre", "un guiso de lentejas"],
    ["Sauerteigbrot", "ein Linseneintopf"],
    ["le pain au levain", "un ragoût de lentilles"],
    ["o pão de fermentação lenta", "um ensopado de lentilhas"],
    ["手作りパン", "レンズ豆の煮込み"],
  ),
  topic(
    "travel",
    ["the night train", "the coast in autumn"],
    ["el tren nocturno", "la costa en otoño"],
    ["der Nachtzug", "die Küste im Herbst"],
    ["le train de nuit", "la côte en automne"],
    ["o trem noturno", "o litoral no outono"],
    ["夜行列車", "秋の海岸"],
  ),
  topic(
    "programming",
    ["type systems", "the slow database query"],
    ["los sistemas de tipos", "la consulta lenta"],
    ["Typsysteme", "die langsame Abfrage"],
    ["les systèmes de types", "la requête lente"],
    ["os sistemas de tipos", "a consulta lenta"],
    ["型システム", "遅いクエリ"],
  ),
  topic(
    "science",
    ["the new telescope images", "a paper on sleep"],
    ["las imágenes del telescopio", "un estudio sobre el sueño"],
    ["die Bilder des Teleskops", "eine Studie über Schlaf"],
    ["les images du télescope", "une étude sur le sommeil"],
    ["as imagens do telescópio", "um estudo sobre o sono"],
    ["望遠鏡の写真", "睡眠の論文"],
  ),
  topic(
    "gardening",
    ["late tomatoes", "the compost heap"],
    ["los tomates tardíos", "el compost"],
    ["späte Tomaten", "der Kompost"],
    ["les tomates tardives", "le compost"],
    ["os tomates tardios", "a composteira"],
    ["遅いトマト", "堆肥"],
  ),
  topic(
    "books",
    ["a novel about the sea", "the library's new hall"],
    ["una novela sobre el mar", "la nueva sala de la biblioteca"],
    ["ein Roman über das Meer", "der neue Saal der Bibliothek"],
    ["un roman sur la mer", "la nouvelle salle de la bibliothèque"],
    ["um romance sobre o mar", "a nova sala da biblioteca"],
    ["海の小説", "図書館の新館"],
  ),
  topic(
    "design",
    ["the poster series", "a calmer layout"],
    ["la serie de carteles", "un diseño más tranquilo"],
    ["die Plakatserie", "ein ruhigeres Layout"],
    ["la série d'affiches", "une mise en page plus calme"],
    ["a série de cartazes", "um layout mais calmo"],
    ["ポスターの連作", "落ち着いた配置"],
  ),
  topic(
    "careers",
    ["the job search", "a better portfolio"],
    ["la búsqueda de empleo", "un portafolio mejor"],
    ["die Stellensuche", "ein besseres Portfolio"],
    ["la recherche d'emploi", "un meilleur portfolio"],
    ["a busca de emprego", "um portfólio melhor"],
    ["就職活動", "作品集の見直し"],
  ),
  topic(
    "cycling",
    ["the mountain stage", "the commute by bike"],
    ["la etapa de montaña", "ir al trabajo en bici"],
    ["die Bergetappe", "der Arbeitsweg mit dem Rad"],
    ["l'étape de montagne", "le trajet à vélo"],
    ["a etapa de montanha", "o caminho de bicicleta"],
    ["山岳ステージ", "自転車通勤"],
  ),
];
