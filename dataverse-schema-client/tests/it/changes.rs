//! Changes of a table since a link.

use std::collections::BTreeSet;
use std::time::Duration;

use dataverse_schema::client::{Client, ErrorKind};
use dataverse_schema::prelude::*;
use dataverse_schema::query::{Query, Tracked};
use dataverse_schema::value::Uuid;

use crate::random::Random;
use crate::schema::ContosoDepot;
use crate::server::{Answer, Server, Step, error, page};
use crate::tokens::Numbered;
use crate::tracked_table::{PAGE, Rows, TrackedTable};
use crate::{Outcome, client};

fn query() -> Query<Tracked<ContosoDepot>> {
    let c = ContosoDepot::columns();
    let names = ContosoDepot::query().select(c.contoso_name);
    names.page_size(PAGE as u32).track_changes()
}

/// A copy of a table, by the changes that a client returns.
#[derive(Default)]
struct Replica {
    rows: Rows,
    link: Option<String>,
}

impl Replica {
    /// Applies all changes since the last time, or some: `may_continue` is asked before each.
    async fn sync(
        &mut self,
        client: &Client,
        mut may_continue: impl FnMut() -> bool,
    ) -> Result<Vec<Uuid>, Box<dyn std::error::Error>> {
        if self.link.is_none() {
            // All rows follow, and none that were deleted.
            self.rows.clear();
        }
        let mut seen = Vec::new();
        let mut changes = client.changes(query(), self.link.as_deref());
        while may_continue()
            && let Some(change) = changes.next().await
        {
            let id = match change? {
                Tracked::Changed(row) => {
                    let id = row.contoso_depot_id.ok_or("an id")?.uuid();
                    let version = row.contoso_name.ok_or("a version")?.parse()?;
                    self.rows.insert(id, version);
                    id
                }
                Tracked::Deleted(id) => {
                    self.rows.remove(&id.uuid());
                    id.uuid()
                }
            };
            seen.push(id);
        }
        self.link = changes.delta_link().map(str::to_owned).or(self.link.take());
        Ok(seen)
    }
}

/// Returns a fault at random. It rejects no token that may be fresh.
fn fault(random: &mut Random, accepted: &mut u32) -> Option<Step> {
    *accepted += 1;
    let answer = match random.below(60) {
        0 => return Some(Step::Reset),
        1 => Answer::new(429, "").header("Retry-After", "0"),
        2 => Answer::new(503, ""),
        3 => Answer::new(500, "<html>"),
        4 if *accepted > 9 => {
            *accepted = 0;
            Answer::new(401, "")
        }
        _ => return None,
    };
    Some(answer.into())
}

#[tokio::test]
async fn a_copy_follows_random_changes_without_gaps_or_repetitions() -> Outcome {
    const HISTORIES: u64 = 1_000;
    let table = TrackedTable::default();
    let served = table.clone();
    let (mut random, mut accepted) = (Random(0), 0);
    let server = Server::scripted(move |request| match fault(&mut random, &mut accepted) {
        Some(fault) => fault,
        None => served.answer(request).into(),
    })
    .await?;
    let credential = Numbered::new(Duration::from_secs(3600));
    let client = Client::builder(server.base().parse()?, credential)
        .retry_delay(Duration::from_micros(1))
        .max_retries(9)
        .build()?;
    for history in 1..=HISTORIES {
        let mut random = Random(history);
        let mut replica = Replica::default();
        for _ in 0..3 {
            for _ in 0..random.below(6) {
                table.write(&mut random);
            }
            let since = replica.link.clone();
            let before = since.as_deref().and_then(|link| table.rows_at(link));
            let before = before.unwrap_or_default();
            // Some copies are given up, some tables are written to between pages.
            let mut left = if random.below(6) == 0 {
                1 + random.below(4)
            } else {
                usize::MAX
            };
            let seen = replica
                .sync(&client, || {
                    if random.below(5) == 0 {
                        table.write(&mut random);
                    }
                    left -= 1;
                    left > 0
                })
                .await?;
            if replica.link == since {
                assert_eq!(left, 0, "{history}: no link");
                continue;
            }
            let link = replica.link.as_deref().ok_or("a link")?;
            let now = table.rows_at(link).ok_or("a link of the server")?;
            assert_eq!(replica.rows, now, "{history}");
            let distinct: BTreeSet<_> = seen.iter().copied().collect();
            assert_eq!(seen.len(), distinct.len(), "{history}");
            let is_changed = |id: &&Uuid| before.get(*id) != now.get(*id);
            let ids = before.keys().chain(now.keys());
            let changed: BTreeSet<_> = ids.filter(is_changed).copied().collect();
            // A row that was created and deleted meanwhile is reported, too.
            let is_gone = |id: &Uuid| !before.contains_key(id) && !now.contains_key(id);
            let expected = distinct.iter().filter(|id| !is_gone(id)).copied();
            assert!(expected.eq(changed), "{history}: {distinct:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn all_pages_of_changes_are_asked_for_in_the_same_way() -> Outcome {
    let next = "{base}contoso_depots?$deltatoken=1&$skiptoken=2";
    let last = r#"{"value": [], "@odata.deltaLink": "{base}contoso_depots?$deltatoken=2"}"#;
    let server = Server::answering([page("", Some(next)), Answer::new(200, last)]).await?;
    let since = format!("{}contoso_depots?$deltatoken=1", server.base());
    let client = client(&server);
    let mut changes = client.changes(query(), Some(&since));
    assert!(changes.next().await.is_none());
    let expected = format!("{}contoso_depots?$deltatoken=2", server.base());
    assert_eq!(changes.delta_link(), Some(&*expected));
    let received = server.received();
    assert_eq!(
        received[0].line,
        "GET /api/data/v9.2/contoso_depots?$deltatoken=1"
    );
    for request in &received {
        let prefer = "odata.maxpagesize=3,odata.track-changes";
        assert_eq!(request.header("prefer"), Some(prefer));
    }
    Ok(())
}

#[tokio::test]
async fn a_table_without_change_tracking_is_an_error() -> Outcome {
    let server = Server::answering([page("", None)]).await?;
    let mut changes = client(&server).changes(query(), None);
    let failed = changes.next().await.ok_or("an error")?;
    let failed = failed.expect_err("no link");
    assert_eq!(failed.kind(), ErrorKind::InvalidResponse);
    assert_eq!(
        failed.to_string(),
        "GET contoso_depots: missing `@odata.deltaLink` in the response"
    );
    assert!(changes.next().await.is_none());
    assert_eq!(changes.delta_link(), None);
    Ok(())
}

#[tokio::test]
async fn changes_after_an_error_have_no_link() -> Outcome {
    let expired = error(400, "0x80044352", "The token has expired.");
    let server = Server::answering([expired]).await?;
    let since = format!("{}contoso_depots?$deltatoken=1", server.base());
    let mut changes = client(&server).changes(query(), Some(&since));
    let failed = changes.next().await.ok_or("an error")?;
    assert_eq!(failed.expect_err("an error").status(), Some(400));
    assert!(changes.next().await.is_none());
    assert_eq!(changes.delta_link(), None);
    Ok(())
}
