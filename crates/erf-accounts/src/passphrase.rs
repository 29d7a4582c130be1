// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Passwords: made up by the program, hashed with Argon2id, checked in the same time whether or not there is one.

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{self, SaltString},
};
use tokio::sync::{OnceCell, Semaphore};

/// Shortest password somebody may choose.
pub(crate) const SHORTEST: usize = 12;

/// A password cannot be computed: no memory, or no chance from the operating system.
#[derive(Debug, thiserror::Error)]
pub enum PassphraseError {
    /// The operating system gives no random numbers.
    #[error("het besturingssysteem geeft geen toevalsgetallen: {0}")]
    Chance(#[from] getrandom::Error),
    /// Argon2 failed.
    #[error("het wachtwoord kan niet worden berekend: {0}")]
    Hash(#[from] password_hash::Error),
    /// The work was cut off.
    #[error("het berekenen van het wachtwoord is afgebroken")]
    CutOff,
}

/// Guessing must not fill the memory or all processors.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Four words of three syllables that can be read aloud: 12 times 80 possibilities, 75 bits.
pub(crate) fn generate() -> Result<String, PassphraseError> {
    let words: Result<Vec<String>, PassphraseError> = (0..4).map(|_| word()).collect();
    Ok(words?.join("-"))
}

fn word() -> Result<String, PassphraseError> {
    (0..3).map(|_| syllable()).collect()
}

fn syllable() -> Result<String, PassphraseError> {
    const HEADS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 5] = b"aeiou";
    loop {
        let mut byte = [0];
        getrandom::fill(&mut byte)?;
        let number = usize::from(byte[0]);
        // 240 is the largest multiple of 80: above it some syllables would come more often
        if number < 240 {
            let (head, vowel) = (HEADS[number % 80 / 5], VOWELS[number % 5]);
            return Ok([head as char, vowel as char].iter().collect());
        }
    }
}

/// The form in which a password is kept.
pub(crate) async fn hash(password: &str) -> Result<String, PassphraseError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt)?;
    let password = password.to_owned();
    let work = move || -> Result<String, PassphraseError> {
        let salt = SaltString::encode_b64(&salt)?;
        Ok(hasher()?.hash_password(password.as_bytes(), &salt)?.to_string())
    };
    in_turn(work).await?
}

/// Whether this is the password; without one to compare with, the same work is done and the answer is no.
pub(crate) async fn verify(password: &str, kept: Option<String>) -> Result<bool, PassphraseError> {
    static NOBODY: OnceCell<String> = OnceCell::const_new();
    let nobody = NOBODY.get_or_try_init(|| hash("niemand")).await?.clone();
    let (password, exists) = (password.to_owned(), kept.is_some());
    let work = move || -> Result<bool, PassphraseError> {
        let kept = kept.unwrap_or(nobody);
        let parsed = PasswordHash::new(&kept)?;
        match hasher()?.verify_password(password.as_bytes(), &parsed) {
            Ok(()) => Ok(exists),
            Err(password_hash::Error::Password) => Ok(false),
            Err(error) => Err(error.into()),
        }
    };
    in_turn(work).await?
}

fn hasher() -> Result<Argon2<'static>, PassphraseError> {
    let params = Params::new(46 * 1024, 1, 1, None).map_err(password_hash::Error::from)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, PassphraseError> {
    let _turn = TURNS.acquire().await.map_err(|_| PassphraseError::CutOff)?;
    tokio::task::spawn_blocking(work).await.map_err(|_| PassphraseError::CutOff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_can_be_read_aloud_and_is_never_the_same() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.split('-').map(str::len).collect::<Vec<_>>(), [6; 4]);
    }

    #[tokio::test]
    async fn only_the_password_itself_is_right() {
        let kept = hash("bafote-kimuda").await.unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"));
        assert!(verify("bafote-kimuda", Some(kept.clone())).await.unwrap());
        assert!(!verify("bafote-kimudo", Some(kept)).await.unwrap());
        assert!(!verify("niemand", None).await.unwrap());
    }
}
