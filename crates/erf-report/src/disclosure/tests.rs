// SPDX-FileCopyrightText: 2026 The Erfzicht developers
// SPDX-License-Identifier: EUPL-1.2

use proptest::prelude::*;

use super::*;

/// What a patient reader can do: try every table that agrees with what is shown. Knows nothing of networks.
///
/// Returns per cell and total the values that remain possible. Stops at `most`, the largest count that is tried.
fn possible(table: &Protected, most: u64) -> Vec<Vec<Vec<u64>>> {
    let (height, width) = (table.cells.len(), table.column_totals.len());
    let mut found = vec![vec![Vec::new(); width + 1]; height + 1];
    let mut cells = vec![vec![0; width]; height];
    try_cells(table, most, 0, &mut cells, &mut found);
    found
}

fn try_cells(table: &Protected, most: u64, next: usize, cells: &mut Vec<Vec<u64>>, found: &mut [Vec<Vec<u64>>]) {
    let width = table.column_totals.len();
    if next == cells.len() * width {
        return keep_if_it_agrees(table, cells, found);
    }
    let (row, column) = (next / width, next % width);
    let range = match table.cells[row][column] {
        Shown::Exact(count) => count..=count,
        Shown::Small => 1..=LARGEST_SMALL,
        Shown::Withheld => 0..=most,
    };
    for value in range {
        cells[row][column] = value;
        let row_is_full = column + 1 == width;
        if !row_is_full || agrees(table.row_totals[row], cells[row].iter().sum()) {
            try_cells(table, most, next + 1, cells, found);
        }
    }
}

fn agrees(shown: Shown, value: u64) -> bool {
    match shown {
        Shown::Exact(count) => count == value,
        Shown::Small => is_small(value),
        Shown::Withheld => true,
    }
}

fn keep_if_it_agrees(table: &Protected, cells: &[Vec<u64>], found: &mut [Vec<Vec<u64>>]) {
    let columns: Vec<u64> = (0..table.column_totals.len()).map(|column| cells.iter().map(|row| row[column]).sum()).collect();
    let total = columns.iter().sum();
    let fits = columns.iter().zip(&table.column_totals).all(|(value, shown)| agrees(*shown, *value)) && agrees(table.total, total);
    if !fits {
        return;
    }
    let lines = cells.iter().map(|row| [row.as_slice(), &[row.iter().sum()]].concat());
    for (row, line) in lines.chain([[columns.as_slice(), &[total]].concat()]).enumerate() {
        for (column, value) in line.into_iter().enumerate() {
            if !found[row][column].contains(&value) {
                found[row][column].push(value);
            }
        }
    }
}

/// Every count of 1 to 4 that may be hidden keeps at least two possible values.
fn assert_nothing_follows(cells: &[Vec<u64>], rows: Totals, columns: Totals) {
    let table = protect(cells, rows, columns);
    let grid = Grid::new(cells, rows, columns);
    let most = grid.values[grid.height()][grid.width()] + 3;
    let possible = possible(&table, most.min(16));
    for position in grid.positions().filter(|position| grid.needs_protection(*position)) {
        let values = &possible[position.0][position.1];
        assert!(values.contains(&grid.values[position.0][position.1]), "the truth itself must fit: {table:?}");
        assert!(values.len() > 1, "{position:?} of {cells:?} can only be {values:?} in {table:?}");
    }
}

fn cells(rows: usize, columns: usize) -> impl Strategy<Value = Vec<Vec<u64>>> {
    let count = prop_oneof![3 => Just(0_u64), 5 => 1_u64..5, 2 => 5_u64..9];
    prop::collection::vec(prop::collection::vec(count, columns), rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_small_follows_from_a_table_with_totals(cells in cells(3, 2)) {
        assert_nothing_follows(&cells, Totals::Shown, Totals::Shown);
    }

    #[test]
    fn nothing_small_follows_when_totals_of_rows_stand_elsewhere(cells in cells(2, 3)) {
        let rows = cells.into_iter().enumerate().map(|(place, row)| (place.to_string(), row)).collect();
        if let Some(grouped) = group_small_rows(rows, "overig") {
            let cells: Vec<Vec<u64>> = grouped.into_iter().map(|(_, row)| row).collect();
            assert_nothing_follows(&cells, Totals::Fixed, Totals::Shown);
        }
    }

    #[test]
    fn nothing_small_follows_in_one_row_with_a_total(cells in cells(1, 4)) {
        if !is_small(cells[0].iter().sum()) {
            assert_nothing_follows(&cells, Totals::Fixed, Totals::Absent);
        }
    }

    #[test]
    fn grouped_rows_keep_every_count_and_have_no_small_total(cells in cells(6, 3)) {
        let sum = |rows: &[Vec<u64>]| -> u64 { rows.iter().flatten().sum() };
        let rows = cells.iter().cloned().enumerate().map(|(place, row)| (place.to_string(), row)).collect();
        match group_small_rows(rows, "overig") {
            Some(grouped) => {
                let grouped: Vec<Vec<u64>> = grouped.into_iter().map(|(_, row)| row).collect();
                prop_assert_eq!(sum(&grouped), sum(&cells));
                prop_assert!(grouped.iter().all(|row| !is_small(row.iter().sum())));
            }
            None => prop_assert!(is_small(sum(&cells))),
        }
    }
}

#[test]
fn a_table_without_small_counts_is_shown_as_it_is() {
    let table = protect(&[vec![0, 12], vec![5, 99]], Totals::Shown, Totals::Shown);
    assert_eq!(table.cells, [vec![Shown::Exact(0), Shown::Exact(12)], vec![Shown::Exact(5), Shown::Exact(99)]]);
    assert_eq!((table.row_totals[1], table.column_totals[1], table.total), (Shown::Exact(104), Shown::Exact(111), Shown::Exact(116)));
}

#[test]
fn two_small_counts_that_can_only_be_one_each_are_protected() {
    // 1 + 1 = 2 would follow from "both are 1 to 4 and together 2"; 4 + 4 = 8 likewise.
    for pair in [[1, 1], [4, 4]] {
        assert_nothing_follows(&[vec![pair[0], pair[1], 0], vec![7, 9, 12]], Totals::Shown, Totals::Fixed);
    }
}

#[test]
fn as_little_as_possible_is_left_out() {
    let table = protect(&[vec![2, 40, 60], vec![30, 50, 70], vec![35, 55, 75]], Totals::Shown, Totals::Shown);
    let hidden = table.cells.concat().iter().filter(|cell| cell.exact().is_none()).count();
    assert_eq!(hidden, 4, "a circle of four cells is the smallest that protects: {table:?}");
    assert!(table.row_totals.iter().chain(&table.column_totals).all(|total| total.exact().is_some()));
}

#[test]
fn a_large_table_is_protected_in_a_moment() {
    let cells: Vec<Vec<u64>> = (0..24).map(|row| (0..6).map(|column| (row * 7 + column * 3) % 11).collect()).collect();
    let table = protect(&cells, Totals::Shown, Totals::Shown);
    let network = Network::new(&Grid::new(&cells, Totals::Shown, Totals::Shown).values, &with_totals(&table), |_| None);
    for (row, line) in cells.iter().enumerate() {
        for (column, value) in line.iter().enumerate() {
            assert!(!is_small(*value) || network.can_vary((row, column)), "{row} {column}");
        }
    }
}

fn with_totals(table: &Protected) -> Vec<Vec<Shown>> {
    let mut rows: Vec<Vec<Shown>> =
        table.cells.iter().zip(&table.row_totals).map(|(row, total)| [row.as_slice(), &[*total]].concat()).collect();
    rows.push([table.column_totals.as_slice(), &[table.total]].concat());
    rows
}
