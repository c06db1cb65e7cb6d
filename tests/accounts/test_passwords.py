from backend.accounts.passwords import hash_password, verify_password


def test_a_password_fits_its_own_hash_and_no_other():
    stored = hash_password("correct horse battery")
    assert stored.startswith("$argon2id$")
    assert verify_password(stored, "correct horse battery")
    assert not verify_password(stored, "correct horse batterY")
    assert not verify_password(None, "nobody has this password")
    assert not verify_password("not a hash", "anything")
