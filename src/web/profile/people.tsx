import type { ProfileView } from "../../app/serving/profile-view.ts";
import { MOST_PEOPLE_A_SIDE, peoplePicture } from "../charts/people-picture.ts";
import { profilePath } from "../links.ts";
import { ChartFigure } from "../parts/chart-figure.tsx";
import { DataTable } from "../parts/data-table.tsx";
import { Section } from "../parts/section.tsx";
import { actsOf, counted, percent, plain } from "../words.ts";

type Side = ProfileView["moves"];

/** People in the picture, both sides together, and in each of the tables. */
const PICTURED = 24;
const TABLED = 8;

/** Who influences the account and whom it influences, as a picture and as tables that lead on. */
export function People({ profile }: { readonly profile: ProfileView }) {
  const { answer, display_name, moved_by, moves } = profile;
  const nobody = moved_by.people.length === 0 && moves.people.length === 0;
  const pictured = (side: Side) =>
    side.people.slice(0, Math.min(PICTURED / 2, MOST_PEOPLE_A_SIDE)).map(person => ({
      name: plain(person.display_name ?? person.handle),
      share: person.attention_share,
      score: person.score,
    }));
  return (
    <Section
      id="people"
      title="Who influences whom"
      lead="Influence is other people's actions. To the left those whose posts it acts on, to the right those who act on its posts; a thicker line is a larger share of somebody's attention."
    >
      {!nobody && (
        <ChartFigure
          chart={peoplePicture({
            name: plain(display_name ?? answer.handle),
            moved_by: pictured(moved_by),
            moves: pictured(moves),
          })}
          label="People around the account"
        />
      )}
      <div class="pair">
        <SideTable side={moved_by} title="Who influences it" />
        <SideTable side={moves} title="Whom it influences" />
      </div>
    </Section>
  );
}

/** What somebody calls itself, which leads to its profile, and the handle that asks for it. */
function Name({ person }: { readonly person: Side["people"][number] }) {
  const { handle, display_name } = person;
  return (
    <>
      <a href={profilePath(handle)}>{plain(display_name ?? handle)}</a>
      {display_name !== null && <span class="soft"> {plain(handle)}</span>}
    </>
  );
}

function SideTable({ side, title }: { readonly side: Side; readonly title: string }) {
  const { people, people_count, hidden_people_count } = side;
  const more = people_count - hidden_people_count - Math.min(TABLED, people.length);
  return (
    <div>
      <h3>{title}</h3>
      {people.length === 0 ? (
        <p class="empty">{plain(side.reason ?? "")}</p>
      ) : (
        <DataTable
          caption={title}
          columns={[{ title: "Who" }, { title: "Attention", isNumber: true }, { title: "Acts" }]}
          rows={people
            .slice(0, TABLED)
            .map(person => [<Name person={person} />, percent(person.attention_share), actsOf(person)])}
        />
      )}
      <p class="soft">
        {more > 0 && `And ${counted(more, "person", "people")} more. `}
        {hidden_people_count > 0 &&
          `${counted(hidden_people_count, "person is", "people are")} not shown: protected, erased or not to be named.`}
      </p>
    </div>
  );
}
