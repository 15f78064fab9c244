#pragma once

#include "app/cli/commands/rotation_places.h"

namespace keywright::cli {

/// A rotation in the provider-neutral JSON of the command line, without the secret.
QJsonObject rotationJson(const Rotation &rotation, const QString &connection);
void printRotations(CliContext &cli, const QList<Rotation> &rotations);
/// That a new secret does not work yet, as advice.
void notePending(const Output &output, const PendingRefusal &refusal);
/// Prints where a run has come to, with the secret if it is to be handed over, and what comes next;
/// returns the exit status.
int reportRotation(
    const Output &output, const RotationOutcome &outcome, const RotationSurroundings &around);
/// The same where the old one goes at once, so that nothing is said of what comes next.
int reportCreation(
    const Output &output, const RotationOutcome &outcome, const RotationSurroundings &around);
/// What came of retiring the old one after reportCreation(), on standard error only.
int reportRetirement(const Output &output, const RotationOutcome &outcome);

} // namespace keywright::cli
