//! A writer of logs made from `docs/log-format.md` alone: any frames at all, under right checks and heads.

/// A log with right checks: each piece of the input is a frame of kind, version and length, and kind 0 ends an entry.
pub fn log(header: &[u8], scenario: &[u8], mut input: &[u8]) -> Vec<u8> {
    let mut log = header.to_vec();
    let mut head = blake3::derive_key("dlog v1 genesis", &log);
    let salt = crc32c::crc32c(&head[..8]);
    frame(&mut log, salt, 0x8001, 1, scenario);
    let (mut first_event, mut events, mut entry) = (0_u64, 0_u32, log.len());
    while let Some(([k0, k1, version, len], rest)) = input.split_first_chunk::<4>() {
        let kind = u16::from_le_bytes([*k0, *k1]);
        let (payload, rest) = rest.split_at(rest.len().min(usize::from(*len)));
        input = rest;
        if kind != 0 {
            events += u32::from((1..0x4000).contains(&kind));
            frame(&mut log, salt, kind, (*version).max(1), payload);
            continue;
        }
        let mut commit = b"\xC0MIT".to_vec();
        commit.extend(first_event.to_le_bytes());
        commit.extend(events.to_le_bytes());
        commit.extend(((log.len() - entry) as u32).to_le_bytes());
        let mut rest = [0; 16];
        rest[..payload.len().min(16)].copy_from_slice(&payload[..payload.len().min(16)]);
        commit.extend(rest);
        let mut hashed = [&head[..], &log[entry..], &commit].concat();
        hashed.resize(hashed.len().next_multiple_of(64), 0);
        head = *blake3::hash(&hashed).as_bytes();
        commit.extend(head);
        frame(&mut log, salt, 0x8002, 1, &commit);
        (first_event, events, entry) = (first_event + u64::from(events), 0, log.len());
    }
    log
}

fn frame(log: &mut Vec<u8>, salt: u32, kind: u16, version: u8, payload: &[u8]) {
    let mut first = (payload.len() as u32).to_le_bytes().to_vec();
    first.extend(kind.to_le_bytes());
    first.extend([version, 0]);
    let check = crc32c::crc32c_append(crc32c::crc32c_append(salt, &first), payload);
    log.extend(first);
    log.extend(check.to_le_bytes());
    log.extend(payload);
}
