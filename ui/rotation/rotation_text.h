#pragma once

#include "core/rotation/rotations.h"

#include <QStringList>

namespace keywright {

/// The parts of the guided flow.
enum class RotationStage { Plan, Creation, Proof, HandOver, Retirement, Over };

RotationStage stageOf(RotationStep step);
QStringList stageTitles(RotationKind kind);
/// What happens in a part, or what came of it.
QString stageNote(RotationStage stage, const Rotation &rotation);
/// What is being done to prove the new one.
QString proofText(const Rotation &rotation);
/// "Rotation in progress: hand over the new secret".
QString progressText(const Rotation &rotation);
/// What is left when it was abandoned.
QString abandonedText(const Rotation &rotation);
/// That the old secret is still in use, or since when it is not; empty when it is not told.
QString lastUseText(const RotationSight &sight, const QDateTime &now);

} // namespace keywright
