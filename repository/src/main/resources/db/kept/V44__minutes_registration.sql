-- What the giving side tells of its registration (Thông tư 05/2025/TT-BNV, article 23); blank in minutes of before.
update kept.minutes set parties = jsonb_set(parties, '{told}',
    '{"code": "", "packages": "", "registered": "", "approved": ""}' || (parties -> 'told'));
