namespace Assay.Text.Secrets;

/// <content>Messages, payment and mail.</content>
internal static partial class TokenFormats
{
    private static TokenFormat[] Chat() =>
    [
        Token("slack-token", "Slack", "xoxb-{d10-13}-{d10-13}-{a24}", "xoxp-{d10-13}-{d10-13}-{d10-13}-{h32}", "xoxa-2-{d10-13}-{d10-13}-{d10-13}-{h32}", "xoxr-{d10-13}-{d10-13}-{d10-13}-{h32}",
            "xapp-1-{U9-12}-{d10-14}-{h64}", "xoxe.xoxp-1-{a160-170}", "xoxe.xoxb-1-{a160-170}", "xoxe-1-{a140-150}"),
        Webhook("slack-webhook", "Slack", "hooks.slack.com/services/T{U8-12}/B{U8-12}/{a24}", "hooks.slack.com/workflows/T{U8-12}/A{U8-12}/{d17-20}/{a24}", "hooks.slack.com/triggers/T{U8-12}/{d10-14}/{h32}"),
        new("discord-token", "Discord", SecretFamily.Token, TokenChecks.DiscordBot, "{11}{21}{31}{t20-24}.{t6}.{t27-38}"),
        Webhook("discord-webhook", "Discord", "discord.com/api/webhooks/{d17-20}/{t68}", "discordapp.com/api/webhooks/{d17-20}/{t68}"),
        Token("telegram-token", "Telegram", "{d8-10}^:AA{t33}"),
        Webhook("teams-webhook", "Microsoft Teams", $"{{a3-60}}^.webhook.office.com/webhookb2/{Uuid}@{Uuid}/IncomingWebhook/{{h32}}/{Uuid}"),
        Webhook("google-chat-webhook", "Google Chat", "chat.googleapis.com/v1/spaces/{t8-16}/messages?key=AIza{t35}&token={%40-60}"),
        Webhook("zapier-webhook", "Zapier", "hooks.zapier.com/hooks/catch/{d5-10}/{l6-8}"),
        Token("facebook-token", "Facebook", "EAAM{a100-300}", "EAAC{a100-300}"),
        Token("mapbox-token", "Mapbox", "sk.eyJ1{t50-100}.{t22}"),
        Token("duffel-token", "Duffel", "duffel_live_{t43}"),
    ];

    private static TokenFormat[] Payment() =>
    [
        ApiKey("stripe-key", "Stripe", "sk_live_{a24-107}", "rk_live_{a24-107}", "sk_test_{a24-107}", "rk_test_{a24-107}"),
        Credentials("stripe-webhook-secret", "Stripe", "whsec_{a32}"),
        Token("square-token", "Square", "sq0atp-{t22}", "EAAA{t60}"),
        Credentials("square-secret", "Square", "sq0csp-{t43}"),
        Token("paypal-braintree-token", "PayPal Braintree", "access_token$production${l16}${h32}"),
        Token("shopify-token", "Shopify", "shpat_{x32}", "shpca_{x32}", "shppa_{x32}"),
        Credentials("shopify-secret", "Shopify", "shpss_{x32}"),
        ApiKey("razorpay-key", "Razorpay", "rzp_live_{a14}"),
        ApiKey("flutterwave-key", "Flutterwave", "FLWSECK-{h32}-X"),
        Token("plaid-token", "Plaid", $"access-production-{Uuid}"),
        ApiKey("easypost-key", "EasyPost", "EZAK{a54}"),
        ApiKey("shippo-token", "Shippo", "shippo_live_{h40}"),
    ];

    private static TokenFormat[] Mail() =>
    [
        ApiKey("sendgrid-key", "SendGrid", "SG.{t22}.{t43}"),
        ApiKey("mailgun-key", "Mailgun", "key-{h32}"),
        ApiKey("mailchimp-key", "Mailchimp", "{h32}^-us{d1-2}"),
        ApiKey("brevo-key", "Brevo", "xkeysib-{h64}-{a16}", "xsmtpsib-{h64}-{a16}"),
        ApiKey("resend-key", "Resend", "re_{a8}_{a24}"),
        new("twilio-key", "Twilio", SecretFamily.ApiKey, TokenChecks.LooksRandom, "SK{h32}"),
    ];
}
