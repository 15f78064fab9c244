#include "core/auth/key_authorizer.h"

#include "core/auth/header_value.h"

namespace keywright {

KeyAuthorizer::KeyAuthorizer(QByteArray scheme, Secret key)
    : m_scheme(std::move(scheme))
    , m_key(std::move(key))
{
}

Async<Secret> KeyAuthorizer::authorization(AuthorizationContext)
{
    co_return Result<Secret>(headerValue(m_scheme, m_key));
}

bool KeyAuthorizer::rejected(const Secret &, const HttpResponse &)
{
    return false;
}

} // namespace keywright
