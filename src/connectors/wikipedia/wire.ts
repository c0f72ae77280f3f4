import { z } from "zod";

/** Wikimedia's own words, as far as they are read. Unknown fields pass. */
const optional = <T extends z.ZodType>(type: T) => type.nullish().catch(null);
const words = optional(z.string());
const pageId = z.int().positive();

/** Answer to action=query with formatversion=2. Source: mediawiki.org/wiki/API:Query, API:Info, API:Pageprops. */
export const wireArticle = z.looseObject({
  query: z.looseObject({
    pages: z.array(
      z.looseObject({
        pageid: optional(pageId),
        ns: z.number(),
        title: z.string(),
        description: words,
        pageprops: optional(z.record(z.string(), z.unknown())),
        revisions: optional(z.array(z.looseObject({ timestamp: words }))),
      }),
    ),
  }),
});

/** Source: mediawiki.org/wiki/API:Linkshere. */
export const wireLinksHere = z.looseObject({
  continue: optional(z.looseObject({ lhcontinue: words })),
  query: z.looseObject({
    pages: z.array(
      z.looseObject({ linkshere: optional(z.array(z.looseObject({ pageid: optional(pageId) }))) }),
    ),
  }),
});

/** Claims of a Wikidata item. Source: mediawiki.org/wiki/Wikibase/API, action wbgetclaims. */
export const wireClaims = z.looseObject({
  claims: z.record(
    z.string(),
    z.array(
      z.looseObject({
        rank: words,
        mainsnak: z.looseObject({ datavalue: optional(z.looseObject({ value: z.unknown() })) }),
      }),
    ),
  ),
});

/** Views by day. Source: doc.wikimedia.org/generated-data-platform/aqs/analytics-api/reference/page-views.html */
export const wireViews = z.looseObject({
  items: z.array(z.looseObject({ timestamp: z.string(), views: z.number() })),
});
