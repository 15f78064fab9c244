#pragma once

#include "core/lookup/lookup_request.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace keywright {

/// A key whose name and type the person gives, for services whose keys could not be read.
class FreeKeyRow : public QWidget
{
    Q_OBJECT
public:
    /// `what` begins the accessible names: "Join key 1" gives "Join key 1 name", "… type", "…
    /// value".
    explicit FreeKeyRow(const QString &what, QWidget *parent = nullptr);

    bool isEmpty() const;
    QString name() const;
    /// Whether the input is right; says nothing.
    bool isValid() const { return problem().isEmpty(); }
    /// The type follows from the value; whole numbers, which are sent as text, become strings.
    void setInput(const QString &name, const QJsonValue &value);
    /// Says beside the row what is wrong with it. An empty row is fine: it is left out.
    bool check();
    /// Call check() first.
    QJsonValue value() const;
    void focusInput();

Q_SIGNALS:
    void edited();
    void removeRequested();

private:
    QString problem() const;
    void showProblem(const QString &text);

    QLineEdit *m_name;
    QComboBox *m_type;
    QLineEdit *m_value;
    QLabel *m_message;
};

} // namespace keywright
