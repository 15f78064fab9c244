#pragma once

#include "core/lookup/lookup_request.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QLineEdit;

namespace keywright {

class FormField;

/// What a key of a lookup may be besides a value.
enum class KeyRule {
    Required, ///< a join key: a value or null
    Optional  ///< request context: left out when empty
};

/// One typed input of a lookup. The editor's accessible name is the key's name.
class KeyField : public QWidget
{
    Q_OBJECT
public:
    KeyField(const SchemaField &key, KeyRule rule, QWidget *parent = nullptr);

    QString name() const { return m_key.name; }
    QString text() const;
    bool isNull() const;
    void setInput(const QString &text, bool null);

    /// Whether the input is right; says nothing.
    bool isValid() const { return !problem(); }
    /// Checks the input and says beside the field what is wrong with it.
    bool check();
    /// The value as the server wants it; nothing when it is to be left out. Call check() first.
    std::optional<QJsonValue> value() const;
    void focusInput();

Q_SIGNALS:
    void edited();

private:
    std::optional<QString> problem() const;
    void showNull(bool null);

    SchemaField m_key;
    KeyRule m_rule;
    QLineEdit *m_edit;
    FormField *m_field;
    QCheckBox *m_null = nullptr;
};

} // namespace keywright
