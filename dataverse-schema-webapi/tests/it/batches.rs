//! Responses to batches.

use dataverse_schema::batch::{Batch, BatchError, ChangeSet, ContentId};
use dataverse_schema::prelude::*;
use dataverse_schema::request::Method;
use dataverse_schema::response::{Answer, Answers, ResponseError};
use dataverse_schema::value::Uuid;
use dataverse_schema::{Request, Response};
use test_support::random::Random;

use crate::responses::schema::ContosoDepot;
use crate::sent::{base, header, held};

const ID: Uuid = Uuid::from_u128(0x78914942_34cb_ed11_b596_0022481d68cd);
const NONE: [(&str, &str); 0] = [];
const MULTIPART: [(&str, &str); 1] = [("Content-Type", "multipart/mixed; boundary=\"b_1\"")];

fn create(set: &mut ChangeSet, name: &str) -> ContentId<ContosoDepot> {
    let c = ContosoDepot::columns();
    let new = ContosoDepot::create().set(c.contoso_name, name);
    set.create(new).expect("no violations")
}

fn read(body: &[u8]) -> Result<Answers, ResponseError> {
    Response::new(200, MULTIPART, body).batch()
}

/// Returns a part with a response of these lines.
fn part(content_id: &str, response: &str) -> String {
    format!("Content-Type: application/http\r\n{content_id}\r\n{response}\r\n")
}

const REFUSED: &str = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nREQ_ID: 7\r\n\r\n{\"error\":{\"code\":\"0x80040265\",\"message\":\"no\"}}";
const CREATED: &str = "HTTP/1.1 204 No Content\r\nOData-EntityId: https://x/contoso_depots(78914942-34cb-ed11-b596-0022481d68cd)\r\n\r\n";

fn set(parts: &[(usize, &str)]) -> String {
    let parts = parts.iter().map(|(id, response)| {
        let part = part(&format!("Content-ID: {id}\r\n"), response);
        format!("--c_2\r\n{part}")
    });
    let parts: String = parts.collect();
    format!("Content-Type: multipart/mixed; boundary=c_2\r\n\r\n{parts}--c_2--\r\n")
}

fn batch(parts: &[String]) -> Vec<u8> {
    let parts = parts.iter().map(|part| format!("--b_1\r\n{part}"));
    let parts: String = parts.collect();
    format!("{parts}--b_1--\r\n").into_bytes()
}

#[test]
fn failed_change_set_is_a_failure_in_both_forms() {
    for (failed, content_id) in [
        (set(&[(3, REFUSED)]), Some("3")),
        (part("", REFUSED), None),
        (part("Content-ID: 3\r\n", REFUSED), Some("3")),
        // A service that answers all requests of the set.
        (
            set(&[
                (1, CREATED),
                (2, "HTTP/1.1 424 Failed Dependency\r\n\r\n"),
                (3, REFUSED),
            ]),
            Some("3"),
        ),
    ] {
        let body = batch(&[failed, part("", CREATED), set(&[(1, CREATED)])]);
        let answers = read(&body).expect("a batch");
        let [
            Answer::Failed(response),
            Answer::One(_),
            Answer::ChangeSet(_),
        ] = &*answers
        else {
            panic!("{answers:?}");
        };
        assert_eq!(response.content_id(), content_id);
        let error = answers.success().expect_err("a failed change set");
        assert_eq!(
            error.to_string(),
            "rejected with status 400: no (0x80040265)"
        );
        assert_eq!((error.status(), error.request_id()), (400, Some("7")));
        assert!(answers[0].success().is_err() && answers[1].success().is_ok());
        assert_eq!(answers[0].responses(), core::slice::from_ref(response));
    }
    let stopped = read(&batch(&[set(&[(3, REFUSED)])])).expect("a batch");
    assert_eq!(stopped.len(), 1);
    let succeeded = read(&batch(&[part("", CREATED)])).expect("a batch");
    assert!(succeeded.success().is_ok());
}

#[test]
fn responses_are_found_by_content_id() {
    let mut first = ChangeSet::new();
    let (a, b) = (create(&mut first, "a"), create(&mut first, "b"));
    let batch_of_two = Batch::new().change_set(first);
    let mut second = batch_of_two.next_change_set();
    let (c, d) = (create(&mut second, "c"), create(&mut second, "d"));
    second.add(ContosoDepot::unlisted().delete(c));
    let request = batch_of_two.change_set(second).into_request(&base());
    let request = request.expect("it can be sent");
    let body = held(&request).body.as_str().expect("text");
    let ids = body
        .lines()
        .filter_map(|line| line.strip_prefix("Content-ID: "));
    assert_eq!(ids.collect::<Vec<_>>(), ["1", "2", "3", "4", "5"]);
    assert!(body.contains("DELETE $3 "), "{body}");

    let found = |answers: &Answers, id| answers.get(id).map(|response| response.status);
    let other = "HTTP/1.1 201 Created\r\n\r\n{}";
    let answers = read(&batch(&[
        set(&[(1, CREATED), (2, other)]),
        set(&[(4, REFUSED)]),
    ]));
    let answers = answers.expect("a batch");
    assert_eq!(found(&answers, a), Some(204));
    assert_eq!(found(&answers, b), Some(201));
    assert_eq!(found(&answers, c), None, "it was rolled back");
    assert_eq!(found(&answers, d), Some(400));
    let id = answers
        .get(a)
        .expect("a response")
        .entity_id::<ContosoDepot>();
    assert_eq!(id.expect("an id").id(), Some(Id::new(ID)));

    // Change sets that don't know each other have the same ids, so the set must be given.
    let answers = read(&batch(&[set(&[(1, CREATED)]), set(&[(1, other)])]));
    let answers = answers.expect("a batch");
    assert_eq!(found(&answers, a), None);
    assert_eq!(answers[1].get(a).map(|response| response.status), Some(201));
}

#[test]
fn references_stay_in_their_change_set() {
    let mut first = ChangeSet::new();
    let a = create(&mut first, "a");
    let batch = Batch::new().change_set(first);
    let mut second = batch.next_change_set();
    create(&mut second, "b");
    second.add(ContosoDepot::unlisted().delete(a));
    let error = batch.change_set(second).into_request(&base());
    assert!(error.expect_err("another set").to_string().contains("`$1`"));
}

#[test]
fn references_in_bodies_stay_in_their_change_set() {
    let c = ContosoDepot::columns();
    let child = |parent| {
        ContosoDepot::create()
            .set(c.contoso_name, "$9")
            .bind(c.contoso_parent_depot, parent)
    };
    let mut first = ChangeSet::new();
    let a = create(&mut first, "a");
    first.create(child(a)).expect("no violations");
    let batch = Batch::new().change_set(first);
    batch
        .clone()
        .into_request(&base())
        .expect("a string isn't a reference");
    let mut second = batch.next_change_set();
    second.create(child(a)).expect("no violations");
    let error = batch.change_set(second).into_request(&base());
    assert_eq!(
        error.expect_err("another set"),
        BatchError::Reference("$1".to_owned())
    );
    let alone = child(a).into_request().expect("no violations");
    let error = Batch::new().request(alone).into_request(&base());
    assert_eq!(
        error.expect_err("no set"),
        BatchError::Reference("$1".to_owned())
    );
}

#[test]
fn batch_has_no_empty_change_set_and_no_line_breaks() {
    let request = || ContosoDepot::unlisted().delete(Id::new(Uuid::nil()));
    let with_empty = Batch::new().request(request()).change_set(ChangeSet::new());
    let error = with_empty
        .into_request(&base())
        .expect_err("an empty change set");
    assert_eq!(error, BatchError::EmptyChangeSet);
    for request in [
        request().header("If-Match", "a\r\nX: b"),
        Request::new(Method::Get, "accounts\nX: b"),
    ] {
        let error = Batch::new().request(request).into_request(&base());
        let error = error.expect_err("a line break");
        assert!(matches!(error, BatchError::LineBreak(_)), "{error}");
    }
}

#[test]
fn parts_keep_their_bytes() {
    let file = b"a\r\n\n b\n\r\n\n";
    let with_boundary = b"a\r\n--b_1\r\nb\r\n--b_1--\r\n";
    let binary = b"\xff\xfe\r\n\x00\n";
    let respond = |headers: &str, content: &[u8]| {
        let head = format!("--b_1\r\nContent-Type: application/http\r\n{headers}");
        let body = [head.as_bytes(), content, b"\r\n--b_1--\r\n"].concat();
        let answers = read(&body).expect("a batch");
        let [Answer::One(response)] = &*answers else {
            panic!("{answers:?}");
        };
        response.body.clone()
    };
    for content in [&b""[..], b"\n", b"\r\n", file, binary] {
        let head = "\r\nHTTP/1.1 200 OK\r\n\r\n";
        assert_eq!(respond(head, content), content);
    }
    for content in [&b""[..], b"\n", b"\r\n", file, binary, with_boundary] {
        let length = content.len();
        let head = format!("\r\nHTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        assert_eq!(respond(&head, content), content);
        let http = "HTTP/1.1 200 OK\r\n\r\n";
        let length = http.len() + length;
        let head = format!("Content-Length: {length}\r\n\r\n{http}");
        assert_eq!(respond(&head, content), content);
    }
    // A wrong length is ignored.
    for length in ["3", "900", "18446744073709551615", "-1", "many"] {
        let head = format!("\r\nHTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
        assert_eq!(respond(&head, b"[1,2]"), b"[1,2]");
        let head = format!("Content-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
        assert_eq!(respond(&head, b"[1,2]"), b"[1,2]");
    }
}

#[test]
fn batch_prefers_multipart() {
    let request = Batch::new().request(ContosoDepot::unlisted().delete(Id::new(ID)));
    let request = request.into_request(&base()).expect("it can be sent");
    assert_eq!(
        header(&request, "Accept"),
        Some("multipart/mixed, application/json;q=0.5")
    );
}

#[test]
fn json_batch_responses_are_read() {
    let headers = [("Content-Type", "application/json; odata.metadata=minimal")];
    let read = |body: &str| Response::new(200, headers, body).batch();
    let body = format!(
        r#"{{"responses": [
            {{"id": "1", "atomicityGroup": "g1", "status": 204,
              "headers": {{"OData-EntityId": "https://x/contoso_depots({ID})"}}}},
            {{"id": "2", "atomicityGroup": "g1", "status": 201, "body": {{"contoso_name": "b"}}}},
            {{"id": "3", "atomicityGroup": "g2", "status": 424, "body": null}},
            {{"id": "4", "atomicityGroup": "g2", "status": 400, "headers": {{"retry-after": "5"}},
              "body": {{"error": {{"code": "0x0", "message": "no"}}}}}},
            {{"id": "5", "status": 200, "headers": {{"content-type": "application/json"}},
              "body": {{"value": [{{"contoso_name": "North"}}]}}}},
            {{"id": "6", "status": 200, "headers": {{"content-type": "text/plain"}}, "body": "42"}},
            {{"id": "7", "status": 404, "headers": null}}
        ]}}"#
    );
    let answers = read(&body).expect("a batch");
    let [
        Answer::ChangeSet(set),
        Answer::Failed(refused),
        Answer::One(rows),
        Answer::One(count),
        Answer::Failed(gone),
    ] = &*answers
    else {
        panic!("{answers:?}");
    };
    let mut own = ChangeSet::new();
    let (first, second) = (create(&mut own, "a"), create(&mut own, "b"));
    assert_eq!(answers.get(first), set.first());
    let row = answers
        .get(second)
        .expect("a response")
        .row::<ContosoDepot>();
    assert_eq!(row.expect("a row").contoso_name.as_deref(), Some("b"));
    assert_eq!(refused.content_id(), Some("4"));
    let error = refused.success().expect_err("a refused request");
    assert!(error.retry_after().is_some() && error.service_error().is_some());
    assert_eq!(rows.rows::<ContosoDepot>().expect("rows").len(), 1);
    assert_eq!(count.count().expect("a count"), 42);
    assert_eq!((gone.status, gone.content_id()), (404, None));

    for (body, reason) in [
        ("[]", "expected an object"),
        ("{}", "missing field `responses`"),
        (r#"{"responses": [{"id": "1"}]}"#, "missing field `status`"),
        (
            r#"{"responses": [{"status": 200, "headers": {"Content-Type": "image/png"}, "body": "eA"}]}"#,
            "unsupported content type `image/png`",
        ),
    ] {
        let error = read(body).expect_err("an invalid batch");
        assert!(error.to_string().contains(reason), "{error}");
    }
}

const BATCH: &str = "--b_1
Content-Type: multipart/mixed; boundary=c_2

--c_2
Content-Type: application/http
Content-Transfer-Encoding: binary
Content-ID: 1

HTTP/1.1 204 No Content
OData-Version: 4.0
OData-EntityId: https://x/contoso_depots(78914942-34cb-ed11-b596-0022481d68cd)


--c_2--
--b_1
Content-Type: application/http
Content-Transfer-Encoding: binary

HTTP/1.1 200 OK
Content-Type: application/json; odata.metadata=minimal; odata.streaming=true

{
  \"value\": [ { \"contoso_name\": \"--b_1 is no boundary here\" } ]
}
--b_1
Content-Type: application/http

HTTP/1.1 404 Not Found
Content-Type: application/json

{\"error\":{\"code\":\"\",\"message\":\"gone\"}}
--b_1--
";

#[test]
fn batch_responses_are_read() {
    for body in [BATCH.to_owned(), BATCH.replace('\n', "\r\n")] {
        let response = Response::new(200, MULTIPART, body.clone());
        let answers = response.batch().expect("a batch");
        let [
            Answer::ChangeSet(set),
            Answer::One(rows),
            Answer::Failed(gone),
        ] = &*answers
        else {
            panic!("{answers:?}");
        };
        let id = set[0]
            .entity_id::<ContosoDepot>()
            .expect("a valid value")
            .id();
        assert_eq!(id, Some(Id::new(ID)));
        let rows = rows.rows::<ContosoDepot>().expect("rows");
        assert_eq!(
            rows[0].contoso_name.as_deref(),
            Some("--b_1 is no boundary here")
        );
        let error = gone.success().expect_err("a refused request");
        assert_eq!(error.to_string(), "rejected with status 404: gone");
        // A truncated body is an error, never a panic.
        for end in 0..body.len() - 7 {
            let cut = Response::new(200, MULTIPART, &body.as_bytes()[..end]);
            assert!(cut.batch().is_err(), "cut at {end}");
        }
    }
    let refused = Response::new(400, NONE, r#"{"error":{"code":"0x0","message":"no"}}"#);
    let error = refused.batch().expect_err("a refused request");
    assert_eq!(error.to_string(), "rejected with status 400: no (0x0)");
    assert!(
        Response::new(200, NONE, "x")
            .batch()
            .expect_err("an invalid value")
            .to_string()
            .contains("missing boundary")
    );
}

/// Damaged bodies are errors or other answers, never a panic.
#[test]
fn damaged_batches_do_not_panic() {
    let length = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[1,2]";
    let whole = batch(&[
        set(&[(1, CREATED), (2, length)]),
        part("", length),
        part("Content-Length: 9\r\n", REFUSED),
    ]);
    let pieces: [&[u8]; 8] = [
        b"--b_1", b"--c_2--", b"\r\n", b"\n\n", b":", b"9", b"\xff", b"",
    ];
    let mut random = Random::new(7);
    for _ in 0..20_000 {
        let mut body = whole.clone();
        for _ in 0..=random.below(3) {
            let start = random.below(body.len());
            let end = body.len().min(start + random.below(12));
            let piece = random.pick(&pieces).expect("a piece");
            body.splice(start..end, piece.iter().copied());
        }
        if let Ok(answers) = read(&body) {
            answers.iter().for_each(|answer| drop(answer.success()));
        }
    }
}
