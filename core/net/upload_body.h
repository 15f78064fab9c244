#pragma once

#include <QIODevice>

namespace keywright {

/// Reads the body of a request out of memory that belongs to somebody else. It cannot be rewound:
/// that keeps QNetworkAccessManager from keeping a copy, and from sending a write a second time by
/// itself when the connection is lost.
class UploadBody : public QIODevice
{
public:
    explicit UploadBody(QByteArrayView bytes);

    /// To be called before the memory goes away; nothing more is read then.
    void forget();

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override { return m_rest.isEmpty(); }
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArrayView m_rest;
};

} // namespace keywright
