// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2
//! Help and wrong use in Dutch: clap knows English only.

use clap::{
    Arg, ArgAction, Command, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

const TEMPLATE: &str = "{about-with-newline}\nGebruik: {usage}\n\n{all-args}";

/// The same command with Dutch headings, `-h/--hulp` and no English help subcommand, all the way down.
pub fn in_dutch(command: Command) -> Command {
    let path = command.get_name().to_owned();
    let version = Arg::new("versie").short('V').long("version").action(ArgAction::Version).help("Toon de versie").help_heading("Opties");
    headed(command.disable_version_flag(true).arg(version), &path)
}

fn headed(command: Command, path: &str) -> Command {
    let has_children = command.has_subcommands();
    let usage = if has_children { format!("{path} OPDRACHT [OPTIES]") } else { usage_of(&command, path) };
    let children: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let help = Arg::new("hulp").short('h').long("hulp").alias("help").action(ArgAction::Help).help("Toon deze hulp");
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(help)
        .help_template(TEMPLATE)
        .override_usage(usage)
        .subcommand_help_heading("Opdrachten")
        .mut_args(|arg| if arg.is_positional() { arg.help_heading("Gegevens") } else { arg.help_heading("Opties") });
    for child in children {
        let below = format!("{path} {child}");
        command = command.mut_subcommand(child, |c| headed(c, &below));
    }
    command
}

fn usage_of(command: &Command, path: &str) -> String {
    let required = command.get_arguments().filter(|a| a.is_required_set());
    let words = required.map(|arg| {
        let value = arg.get_value_names().and_then(|names| names.first()).map_or("WAARDE", |name| name.as_str());
        arg.get_long().map_or_else(|| value.to_owned(), |long| format!("--{long} {value}"))
    });
    std::iter::once(path.to_owned()).chain(words).chain(["[OPTIES]".to_owned()]).collect::<Vec<_>>().join(" ")
}

/// What the help says of an argument of the command that was typed: that tells which values it takes.
fn about(command: &Command, typed: &[String], arg: &str) -> Option<String> {
    let of_child = |word: &String| command.get_subcommands().find(|child| child.get_name() == word);
    match typed.iter().enumerate().find_map(|(at, word)| of_child(word).map(|child| (child, &typed[at + 1..]))) {
        Some((child, rest)) => about(child, rest, arg),
        None => command.get_arguments().find(|known| known.to_string() == arg)?.get_help().map(ToString::to_string),
    }
}

/// What is wrong with what was typed, in one Dutch sentence with the next step.
pub fn explain(command: &Command, typed: &[String], error: &Error) -> String {
    let word = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument => format!("De optie {} bestaat niet.", word(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => format!("De opdracht {} bestaat niet.", word(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("Er ontbreekt iets: {}.", word(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "Kies een opdracht.".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("{} en {} gaan niet samen.", word(ContextKind::InvalidArg), word(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue if word(ContextKind::InvalidValue).is_empty() => {
            format!("Na {} hoort een waarde.", word(ContextKind::InvalidArg))
        }
        _ => {
            let (value, arg) = (word(ContextKind::InvalidValue), word(ContextKind::InvalidArg));
            let about = about(command, typed, &arg).map(|help| format!(" ({help})")).unwrap_or_default();
            format!("De waarde {value:?} past niet bij {arg}{about}.")
        }
    };
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].map(word).concat();
    let hint = if suggestion.is_empty() { String::new() } else { format!(" Bedoelde u {suggestion}?") };
    format!("{sentence}{hint}\nTyp «erfzicht -h» voor hulp.")
}
